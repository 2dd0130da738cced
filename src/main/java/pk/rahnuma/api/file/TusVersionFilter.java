package pk.rahnuma.api.file;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/// Adds the version of tus to all responses of uploads in parts, except to `OPTIONS`, as its specification says. It
/// comes
/// first, so that refusals of other filters pass it.
@Order(Ordered.HIGHEST_PRECEDENCE)
@ServerFilter(FileUploadController.PATH + "/**")
final class TusVersionFilter {

    @ResponseFilter
    void addVersion(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (request.getMethod() != HttpMethod.OPTIONS) {
            TusHeaders.addVersion(response);
        }
    }
}
