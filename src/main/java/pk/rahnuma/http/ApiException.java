package pk.rahnuma.http;

import java.time.Duration;
import java.util.Map;
import pk.rahnuma.desk.DeskException;

/// Rejection of a request, for a reason that the client may see.
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemDetail.Kind kind;
    private final transient Duration retryAfter;

    private final transient Map<String, Object> extensions;

    private ApiException(ProblemDetail.Kind kind, String detail, Duration retryAfter, Map<String, Object> extensions) {
        super(detail, null, false, false);
        this.kind = kind;
        this.retryAfter = retryAfter;
        this.extensions = extensions;
    }

    /// Creates an exception.
    ///
    /// @param detail advice for the client, without anything that was sent
    public static ApiException ofKind(ProblemDetail.Kind kind, String detail) {
        return new ApiException(kind, detail, null, Map.of());
    }

    /// Creates an exception for a request that may succeed later.
    ///
    /// @param pause after which it may succeed
    public static ApiException retryLater(ProblemDetail.Kind kind, String detail, Duration pause) {
        return new ApiException(kind, detail, pause, Map.of());
    }

    /// Rejection for a reason of the desk.
    public static ApiException ofDesk(DeskException refusal) {
        return new ApiException(
                ProblemDetail.Kind.valueOf(refusal.kind().name()),
                refusal.getMessage(),
                refusal.retryAfter(),
                Map.of());
    }

    /// Adds a member to the problem document.
    public ApiException withExtension(String name, Object value) {
        return new ApiException(kind, getMessage(), retryAfter, Map.of(name, value));
    }

    public ProblemDetail.Kind problemKind() {
        return kind;
    }

    Map<String, Object> extensions() {
        return extensions;
    }

    /// Null when waiting does not help.
    public Duration retryAfter() {
        return retryAfter;
    }

    /// Whole seconds of a pause, at least one, as in the header `Retry-After`.
    public static long toWholeSeconds(Duration pause) {
        return Math.max(1, pause.plusMillis(999).toSeconds());
    }
}
