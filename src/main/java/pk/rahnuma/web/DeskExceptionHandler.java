package pk.rahnuma.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import pk.rahnuma.desk.DeskException;
import pk.rahnuma.http.ApiException;

/// Answers what the desk refuses as any other rejected request.
@Singleton
final class DeskExceptionHandler implements ExceptionHandler<DeskException, HttpResponse<?>> {

    private final PageExceptionHandler rejections;

    DeskExceptionHandler(PageExceptionHandler rejections) {
        this.rejections = rejections;
    }

    @Override
    public HttpResponse<?> handle(@SuppressWarnings("rawtypes") HttpRequest request, DeskException refusal) {
        return rejections.handle(request, ApiException.ofDesk(refusal));
    }
}
