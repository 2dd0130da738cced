package pk.rahnuma.console;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import io.micronaut.validation.exceptions.ConstraintExceptionHandler;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.StaffRemark;
import pk.rahnuma.shared.ScriptNames;
import pk.rahnuma.staff.StaffAuditService;
import pk.rahnuma.staff.StaffException;

/// Creates the handlers that answer errors in the console: with a page, or with a line of text where htmx requested a
/// part.
@Factory
final class ConsoleExceptionHandlerFactory {

    private static final String TEXT_MEDIA_TYPE = "text/plain;charset=utf-8";
    private static final int MAX_ABOUT_CHARACTERS = 100;
    /// Time in which the same attempt is logged once, so that a user cannot fill the log.
    private static final Duration SAME_ATTEMPT_TTL = Duration.ofMinutes(5);

    /// Script whose labels apply to questions that a form does not label itself.
    private static final String SHARED_SCRIPT = ScriptNames.REGISTER_INDIVIDUAL;

    /// Errors of a URL that leads to nothing. A missing file is not among them: it may still arrive, and is requested
    /// again.
    private static final Set<String> NOT_FOUND_KEYS = Set.of(
            "refusal.ticket_missing", "refusal.application_missing", "refusal.document_missing", "refusal.letter_gone");

    /// Paths where the form, and not the URL, names the missing object.
    private static final Set<String> FORM_PATHS =
            Set.of("/desk/tickets", "/desk/tickets/many", "/desk/tickets/removal");

    /// Rejected decisions and operations on a colleague's ticket, which the audit log records as attempts. The other
    /// rejections are wrong input.
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
            TemplateRenderer screens, StaffAuditService staffAudit, InstantSource clock) {
        return (request, fault) -> {
            collectKeys(fault.remark())
                    .filter(ATTEMPTS::containsKey)
                    .map(ATTEMPTS::get)
                    .distinct()
                    .forEach(why -> recordAttempt(staffAudit, request, why, clock.instant()));
            return TemplateRenderer.addOfferedUndo(
                    request,
                    errorResponse(
                            screens,
                            request,
                            NOT_FOUND_KEYS.contains(fault.remark().key()) && !FORM_PATHS.contains(request.getPath())
                                    ? HttpStatus.NOT_FOUND
                                    : HttpStatus.CONFLICT,
                            screens.createContext(request).remarkText(fault.remark(), SHARED_SCRIPT)));
        };
    }

    /// Answers a form that violates constraints, with the first of them by the name of its field.
    @Singleton
    @Replaces(ConstraintExceptionHandler.class)
    ExceptionHandler<ConstraintViolationException, HttpResponse<?>> constraintViolationHandler(
            ExceptionHandler<RuleViolationException, HttpResponse<?>> rejections) {
        return (request, fault) -> rejections.handle(
                request,
                fault.getConstraintViolations().stream()
                        .min(Comparator.comparing(
                                violation -> violation.getPropertyPath().toString()))
                        .map(ConsoleExceptionHandlerFactory::toRejection)
                        .orElseThrow());
    }

    private static RuleViolationException toRejection(ConstraintViolation<?> violation) {
        String field = "";
        for (Path.Node node : violation.getPropertyPath()) {
            field = node.getName();
        }
        String message = violation.getMessageTemplate();
        return new RuleViolationException(
                message.startsWith("{") ? ConsoleForm.INCOMPLETE : message,
                "field",
                new StaffRemark.Field(field),
                "most",
                violation.getConstraintDescriptor().getAttributes().getOrDefault("max", 0));
    }

    /// Keys of a rejection and of those within it, where several are rejected at once.
    private static Stream<String> collectKeys(StaffRemark why) {
        return Stream.concat(
                Stream.of(why.key()),
                why.arguments().values().stream()
                        .flatMap(value -> value instanceof Collection<?> several ? several.stream() : Stream.of(value))
                        .filter(StaffRemark.class::isInstance)
                        .flatMap(within -> collectKeys((StaffRemark) within)));
    }

    @Singleton
    ExceptionHandler<StaffException, HttpResponse<?>> staffExceptionHandler(
            TemplateRenderer screens, StaffAuditService staffAudit, InstantSource clock) {
        return (request, fault) -> {
            String why = FORBIDDEN.get(fault.reason());
            if (why != null) {
                recordAttempt(staffAudit, request, why, clock.instant());
            }
            return errorResponse(
                    screens,
                    request,
                    toStatus(fault.reason()),
                    screens.createContext(request)
                            .codeText("refusal", fault.reason().name().toLowerCase(Locale.ROOT)));
        };
    }

    private static HttpStatus toStatus(StaffException.Reason why) {
        return switch (why) {
            case NOT_ALLOWED -> HttpStatus.FORBIDDEN;
            case BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> HttpStatus.CONFLICT;
        };
    }

    @Singleton
    ExceptionHandler<RequestForgeryFilter.ForgedRequestException, HttpResponse<?>> forgedRequestHandler(
            TemplateRenderer screens, StaffAuditService staffAudit, InstantSource clock) {
        return (request, fault) -> {
            recordAttempt(staffAudit, request, fault.getMessage(), clock.instant());
            return errorResponse(
                    screens,
                    request,
                    HttpStatus.FORBIDDEN,
                    screens.createContext(request).formatText("problem.again"));
        };
    }

    @Singleton
    @Replaces(DefaultAuthorizationExceptionHandler.class)
    ExceptionHandler<AuthorizationException, HttpResponse<?>> authorizationExceptionHandler(
            ExceptionHandler<StaffException, HttpResponse<?>> forbidden,
            SignInRedirect signIn,
            ErrorResponseProcessor<?> problems) {
        return (request, fault) -> {
            if (!SessionCookie.isReadAt(request.getPath())) {
                return problems.processResponse(
                        ErrorContext.builder(request).cause(fault).build(), HttpResponse.unauthorized());
            }
            return fault.isForbidden()
                    ? forbidden.handle(request, new StaffException(StaffException.Reason.NOT_ALLOWED))
                    : signIn.createResponse(request);
        };
    }

    /// Logs the attempt of a signed-in user without the data of the request. A repetition within a short time is not
    /// logged.
    private static void recordAttempt(StaffAuditService staffAudit, HttpRequest<?> request, String why, Instant now) {
        String tried = request.getMethodName() + " " + request.getPath();
        String about = tried.substring(0, Math.min(MAX_ABOUT_CHARACTERS, tried.length()));
        ConsoleUser.findUser(request)
                .ifPresent(viewer -> staffAudit.recordActionOnce(
                        viewer.signed(), "access.refused", about, why, SAME_ATTEMPT_TTL, now));
    }

    static MutableHttpResponse<?> errorResponse(
            TemplateRenderer screens, HttpRequest<?> request, HttpStatus status, String text) {
        return request.getHeaders().contains("HX-Request")
                ? HttpResponse.status(status).body(text).contentType(TEXT_MEDIA_TYPE)
                : screens.renderPage(status, screens.createContext(request), "problem.jte", "text", text);
    }
}
