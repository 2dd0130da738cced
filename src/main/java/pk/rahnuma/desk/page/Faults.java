package pk.rahnuma.desk.page;

import io.micronaut.context.annotation.Factory;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Locale;
import pk.rahnuma.desk.Gate;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.staff.Refusal;

/// What whoever is at the console reads when something cannot be done: a page, or a line where htmx asked for a part.
@Factory
final class Faults {

    private static final String TEXT = "text/plain;charset=utf-8";

    /// Whose names questions have that a form does not name itself.
    private static final String SHARED = "register-individual";

    @Singleton
    ExceptionHandler<NotPossible, HttpResponse<?>> notPossible(Screens screens) {
        return (request, fault) -> answer(
                screens, request, HttpStatus.CONFLICT, screens.screen(request).remark(fault.why(), SHARED));
    }

    @Singleton
    ExceptionHandler<Refusal, HttpResponse<?>> refused(Screens screens) {
        return (request, fault) -> answer(
                screens,
                request,
                fault.why() == Refusal.Why.NOT_ALLOWED ? HttpStatus.FORBIDDEN : HttpStatus.CONFLICT,
                screens.screen(request).word("refusal", fault.why().name().toLowerCase(Locale.ROOT)));
    }

    @Singleton
    ExceptionHandler<Gate.Refused, HttpResponse<?>> stopped(Screens screens) {
        return (request, fault) ->
                answer(screens, request, fault.status(), screens.screen(request).say("problem.again"));
    }

    private static HttpResponse<?> answer(Screens screens, HttpRequest<?> request, HttpStatus status, String text) {
        return request.getHeaders().contains("HX-Request")
                ? HttpResponse.status(status).body(text).contentType(TEXT)
                : screens.page(status, screens.screen(request), "problem.jte", "text", text);
    }
}
