package pk.rahnuma.desk.page;

import io.micronaut.context.annotation.Factory;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import pk.rahnuma.desk.Gate;
import pk.rahnuma.desk.Viewer;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.staff.Deeds;
import pk.rahnuma.staff.Refusal;

/// What whoever is at the console reads when something cannot be done: a page, or a line where htmx asked for a part.
@Factory
final class Faults {

    private static final String TEXT = "text/plain;charset=utf-8";
    private static final int MAX_ABOUT_CHARACTERS = 100;
    /// The same attempt within it is noted once, so that nobody fills the log.
    private static final Duration ONE_ATTEMPT = Duration.ofMinutes(5);

    /// Whose names questions have that a form does not name itself.
    private static final String SHARED = "register-individual";

    /// Of an address that leads to nothing. A file is not among them: it may be on its way, and is asked for again.
    private static final Set<String> MISSING = Set.of(
            "refusal.ticket_missing", "refusal.application_missing", "refusal.document_missing", "refusal.letter_gone");

    /// Where what is missing was named in a form rather than in the address.
    private static final Set<String> FORMS = Set.of("/desk/tickets", "/desk/tickets/many");

    @Singleton
    ExceptionHandler<NotPossible, HttpResponse<?>> notPossible(Screens screens) {
        return (request, fault) -> answer(
                screens,
                request,
                MISSING.contains(fault.why().key()) && !FORMS.contains(request.getPath())
                        ? HttpStatus.NOT_FOUND
                        : HttpStatus.CONFLICT,
                screens.screen(request).remark(fault.why(), SHARED));
    }

    @Singleton
    ExceptionHandler<Refusal, HttpResponse<?>> refused(Screens screens, Deeds deeds, InstantSource clock) {
        return (request, fault) -> {
            boolean forbidden = fault.why() == Refusal.Why.NOT_ALLOWED;
            if (forbidden) {
                note(deeds, request, "no right", clock.instant());
            }
            return answer(
                    screens,
                    request,
                    status(fault.why()),
                    screens.screen(request).word("refusal", fault.why().name().toLowerCase(Locale.ROOT)));
        };
    }

    private static HttpStatus status(Refusal.Why why) {
        return switch (why) {
            case NOT_ALLOWED -> HttpStatus.FORBIDDEN;
            case BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> HttpStatus.CONFLICT;
        };
    }

    @Singleton
    ExceptionHandler<Gate.Refused, HttpResponse<?>> stopped(Screens screens, Deeds deeds, InstantSource clock) {
        return (request, fault) -> {
            note(deeds, request, "no page of the console sent it", clock.instant());
            return answer(
                    screens, request, fault.status(), screens.screen(request).say("problem.again"));
        };
    }

    /// Of whoever has signed in: what they tried, without what they sent with it. Tried again at once it is the same.
    private static void note(Deeds deeds, HttpRequest<?> request, String why, Instant now) {
        String tried = request.getMethodName() + " " + request.getPath();
        String about = tried.substring(0, Math.min(MAX_ABOUT_CHARACTERS, tried.length()));
        Viewer.of(request)
                .ifPresent(viewer -> deeds.noteOnce(viewer.signed(), "access.refused", about, why, ONE_ATTEMPT, now));
    }

    static HttpResponse<?> answer(Screens screens, HttpRequest<?> request, HttpStatus status, String text) {
        return request.getHeaders().contains("HX-Request")
                ? HttpResponse.status(status).body(text).contentType(TEXT)
                : screens.page(status, screens.screen(request), "problem.jte", "text", text);
    }
}
