package pk.rahnuma.desk;

import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import pk.rahnuma.shared.DomainException;

/// The desk refuses what a person asks for, and nothing was done. The message is advice for a program, without anything
/// that was sent.
public final class DeskException extends DomainException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient @Nullable Duration retryAfter;

    /// Reasons, in the names of the problem types of the API.
    public enum Kind {
        NOT_FOUND,
        NOT_ALLOWED,
        NO_OPERATOR,
        NOT_POSSIBLE,
        INCOMPLETE,
        INVALID,
        INVALID_REFERENCE,
        TOO_MANY,
        PRECONDITION_FAILED,
        IDEMPOTENCY_KEY_REUSED,
        UNAUTHENTICATED
    }

    public DeskException(Kind kind, String detail) {
        this(kind, detail, null);
    }

    private DeskException(Kind kind, String detail, @Nullable Duration retryAfter) {
        super(detail);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /// Refusal of what came too often.
    ///
    /// @param pause after which it may succeed
    static DeskException retryLater(String detail, Duration pause) {
        return new DeskException(Kind.TOO_MANY, detail, pause);
    }

    /// Pause after which the same may succeed; null when waiting does not help.
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    static DeskException reusedKey() {
        return new DeskException(Kind.IDEMPOTENCY_KEY_REUSED, "Send the request with another key: this one was used.");
    }
}
