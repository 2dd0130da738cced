package pk.rahnuma.console.page;

import io.micronaut.context.annotation.Factory;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import pk.rahnuma.console.ConsoleSecurityFilter;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.StaffRemark;
import pk.rahnuma.staff.StaffException;
import pk.rahnuma.staff.record.StaffAuditService;

/// What whoever is at the console reads when something cannot be done: a page, or a line where htmx asked for a part.
@Factory
final class ConsoleExceptionHandlerFactory {

    private static final String TEXT_MEDIA_TYPE = "text/plain;charset=utf-8";
    private static final int MAX_ABOUT_CHARACTERS = 100;
    /// The same attempt within it is noted once, so that nobody fills the log.
    private static final Duration SAME_ATTEMPT_TTL = Duration.ofMinutes(5);

    /// Whose names questions have that a form does not name itself.
    private static final String SHARED_SCRIPT = "register-individual";

    /// Of an address that leads to nothing. A file is not among them: it may be on its way, and is asked for again.
    private static final Set<String> NOT_FOUND_KEYS = Set.of(
            "refusal.ticket_missing", "refusal.application_missing", "refusal.document_missing", "refusal.letter_gone");

    /// Where what is missing was named in a form rather than in the address.
    private static final Set<String> FORM_PATHS = Set.of("/desk/tickets", "/desk/tickets/many");

    /// Refusals of a decision, or of an act on a ticket of another: attempts, for the audit log. The others are of
    /// forms that are filled in wrongly.
    private static final Map<String, String> ATTEMPTS = Map.of(
            "refusal.own_proposal", "own proposal",
            "refusal.same_hands", "same hands",
            "refusal.proposal_waits", "the proposal of a colleague waits",
            "refusal.proposal_replaced", "proposal replaced",
            "refusal.no_proposal", "no proposal",
            "refusal.moved_on", "the application moved on",
            "refusal.act", "not allowed in this state",
            "refusal.act_nothing", "not allowed in this state",
            "refusal.ticket_of", "ticket of a colleague");

    private static final Map<StaffException.Reason, String> FORBIDDEN = Map.of(
            StaffException.Reason.NOT_ALLOWED, "no right",
            StaffException.Reason.OWN_ACCOUNT, "own account",
            StaffException.Reason.LAST_ADMINISTRATOR, "last administrator");

    @Singleton
    ExceptionHandler<RuleViolationException, HttpResponse<?>> ruleViolationHandler(
            TemplateRenderer screens, StaffAuditService deeds, InstantSource clock) {
        return (request, fault) -> {
            keys(fault.remark())
                    .filter(ATTEMPTS::containsKey)
                    .map(ATTEMPTS::get)
                    .distinct()
                    .forEach(why -> note(deeds, request, why, clock.instant()));
            return errorResponse(
                    screens,
                    request,
                    NOT_FOUND_KEYS.contains(fault.remark().key()) && !FORM_PATHS.contains(request.getPath())
                            ? HttpStatus.NOT_FOUND
                            : HttpStatus.CONFLICT,
                    screens.createContext(request).remarkText(fault.remark(), SHARED_SCRIPT));
        };
    }

    /// Of a refusal and of those within it, where many are refused at once.
    private static Stream<String> keys(StaffRemark why) {
        return Stream.concat(
                Stream.of(why.key()),
                why.arguments().values().stream()
                        .flatMap(value -> value instanceof Collection<?> several ? several.stream() : Stream.of(value))
                        .filter(StaffRemark.class::isInstance)
                        .flatMap(within -> keys((StaffRemark) within)));
    }

    @Singleton
    ExceptionHandler<StaffException, HttpResponse<?>> staffExceptionHandler(
            TemplateRenderer screens, StaffAuditService deeds, InstantSource clock) {
        return (request, fault) -> {
            String why = FORBIDDEN.get(fault.reason());
            if (why != null) {
                note(deeds, request, why, clock.instant());
            }
            return errorResponse(
                    screens,
                    request,
                    status(fault.reason()),
                    screens.createContext(request)
                            .codeText("refusal", fault.reason().name().toLowerCase(Locale.ROOT)));
        };
    }

    private static HttpStatus status(StaffException.Reason why) {
        return switch (why) {
            case NOT_ALLOWED -> HttpStatus.FORBIDDEN;
            case BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> HttpStatus.CONFLICT;
        };
    }

    @Singleton
    ExceptionHandler<ConsoleSecurityFilter.AccessDeniedException, HttpResponse<?>> accessDeniedHandler(
            TemplateRenderer screens, StaffAuditService deeds, InstantSource clock) {
        return (request, fault) -> {
            note(deeds, request, "no page of the console sent it", clock.instant());
            return errorResponse(
                    screens,
                    request,
                    fault.httpStatus(),
                    screens.createContext(request).formatText("problem.again"));
        };
    }

    /// Of whoever has signed in: what they tried, without what they sent with it. Tried again at once it is the same.
    private static void note(StaffAuditService deeds, HttpRequest<?> request, String why, Instant now) {
        String tried = request.getMethodName() + " " + request.getPath();
        String about = tried.substring(0, Math.min(MAX_ABOUT_CHARACTERS, tried.length()));
        ConsoleUser.findUser(request)
                .ifPresent(viewer ->
                        deeds.recordActionOnce(viewer.signed(), "access.refused", about, why, SAME_ATTEMPT_TTL, now));
    }

    static HttpResponse<?> errorResponse(
            TemplateRenderer screens, HttpRequest<?> request, HttpStatus status, String text) {
        return request.getHeaders().contains("HX-Request")
                ? HttpResponse.status(status).body(text).contentType(TEXT_MEDIA_TYPE)
                : screens.renderPage(status, screens.createContext(request), "problem.jte", "text", text);
    }
}
