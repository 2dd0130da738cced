package pk.rahnuma.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.JsonErrorResponseBodyProvider;
import io.netty.handler.codec.DecoderException;
import jakarta.inject.Singleton;
import java.io.EOFException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.desk.DeskException;
import pk.rahnuma.persistence.FaultClassifier;
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.shared.ServiceBusyException;

/// Answers every error with a problem document. The message of an exception may contain a user's text: it is neither
/// sent nor logged. The log has the place where it was thrown.
@Singleton
@Produces(ProblemDetail.MEDIA_TYPE)
public final class ProblemExceptionHandler
        implements JsonErrorResponseBodyProvider<ProblemDetail>,
                ExceptionHandler<Throwable, HttpResponse<ProblemDetail>> {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemExceptionHandler.class);
    private static final Duration RETRY_DELAY = Duration.ofSeconds(2);
    private static final String RETRY_ADVICE = "Send the same message again, with the same id.";

    private final RejectionLog refusals;

    ProblemExceptionHandler(RejectionLog refusals) {
        this.refusals = refusals;
    }

    /// Body for rejections by the framework: unknown paths, methods, media types, sizes.
    @Override
    public ProblemDetail body(ErrorContext context, HttpResponse<?> response) {
        HttpStatus status = response.status();
        ProblemDetail problem = ProblemDetail.ofKind(ProblemDetail.Kind.fromStatus(status), status.getCode(), null);
        log(problem, context.getRootCause().orElse(null));
        return problem;
    }

    @Override
    public String contentType() {
        return ProblemDetail.MEDIA_TYPE;
    }

    @Override
    public HttpResponse<ProblemDetail> handle(@SuppressWarnings("rawtypes") HttpRequest request, Throwable thrown) {
        if (thrown instanceof ApiException refusal) {
            MutableHttpResponse<ProblemDetail> response = answer(
                    ProblemDetail.ofKind(refusal.problemKind(), refusal.getMessage())
                            .withExtensions(refusal.extensions()),
                    refusal.problemKind(),
                    refusal.retryAfter(),
                    thrown);
            if (refusal.problemKind() == ProblemDetail.Kind.TOO_MANY
                    && !request.getMethod().permitsRequestBody()) {
                // A client that is refused holds no connection meanwhile. A close while a body is on its way would lose
                // the response: RFC 9112, section 9.6.
                response.header(HttpHeaders.CONNECTION, "close");
            }
            return response;
        }
        if (thrown instanceof DeskException refusal) {
            ProblemDetail.Kind kind = ProblemDetail.Kind.valueOf(refusal.kind().name());
            return answer(kind, refusal.getMessage(), null, thrown);
        }
        if (causedBy(thrown, MessageIntake.IntakeUnavailableException.class)
                || FaultClassifier.isDatabaseFault(thrown)) {
            // The database is not available, or the desk is overloaded or stopping.
            return answer(ProblemDetail.Kind.UNAVAILABLE, RETRY_ADVICE, RETRY_DELAY, thrown);
        }
        if (causedBy(thrown, ServiceBusyException.class)) {
            return answer(ProblemDetail.Kind.UNAVAILABLE, "Send the file again.", RETRY_DELAY, thrown);
        }
        if (causedBy(thrown, DecoderException.class, EOFException.class)) {
            // The body is declared as compressed and is not, or the client disconnected.
            return answer(ProblemDetail.Kind.BAD_REQUEST, null, null, thrown);
        }
        return answer(ProblemDetail.Kind.INTERNAL, "Quote the number if you ask about it.", null, thrown);
    }

    private MutableHttpResponse<ProblemDetail> answer(
            ProblemDetail.Kind kind, String detail, Duration retryAfter, Throwable thrown) {
        return answer(ProblemDetail.ofKind(kind, detail), kind, retryAfter, thrown);
    }

    private MutableHttpResponse<ProblemDetail> answer(
            ProblemDetail problem, ProblemDetail.Kind kind, Duration retryAfter, Throwable thrown) {
        log(problem, thrown);
        MutableHttpResponse<ProblemDetail> response = with(HttpResponse.status(kind.httpStatus()), problem);
        if (kind == ProblemDetail.Kind.UNAUTHENTICATED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER, Long.toString(ApiException.toWholeSeconds(retryAfter)));
        }
        return response;
    }

    private static MutableHttpResponse<ProblemDetail> with(MutableHttpResponse<?> response, ProblemDetail problem) {
        return response.body(problem)
                .contentType(ProblemDetail.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static boolean causedBy(Throwable thrown, Class<?>... kinds) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            for (Class<?> kind : kinds) {
                if (kind.isInstance(cause)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void log(ProblemDetail problem, Throwable thrown) {
        if (thrown == null || problem.status() < HttpStatus.INTERNAL_SERVER_ERROR.getCode()) {
            refusals.logProblem(problem);
            return;
        }
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        Level level = problem.status() == HttpStatus.SERVICE_UNAVAILABLE.getCode() ? Level.WARN : Level.ERROR;
        LOG.atLevel(level)
                .log("api: problem {}: {} {}", problem.number(), FaultLog.describeCauses(thrown), place(root));
    }

    private static String place(Throwable root) {
        for (StackTraceElement element : root.getStackTrace()) {
            if (element.getClassName().startsWith("pk.rahnuma")) {
                return "at " + element;
            }
        }
        return root.getStackTrace().length == 0 ? "" : "at " + root.getStackTrace()[0];
    }
}
