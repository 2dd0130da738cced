package pk.rahnuma.api.problem;

import java.time.Duration;

/// A request is not carried out, for a reason that its sender can be told.
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemDetail.Kind kind;
    private final transient Duration retryAfter;

    private ApiException(ProblemDetail.Kind kind, String detail, Duration retryAfter) {
        super(detail, null, false, false);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /// @param detail what to do, without anything that was sent
    public static ApiException ofKind(ProblemDetail.Kind kind, String detail) {
        return new ApiException(kind, detail, null);
    }

    /// @param pause after which it may work
    public static ApiException retryLater(ProblemDetail.Kind kind, String detail, Duration pause) {
        return new ApiException(kind, detail, pause);
    }

    public ProblemDetail.Kind problemKind() {
        return kind;
    }

    /// Null where waiting does not help.
    Duration retryAfter() {
        return retryAfter;
    }
}
