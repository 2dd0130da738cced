package pk.rahnuma.desk;

import pk.rahnuma.shared.DomainException;

/// The desk refuses what a person asks for, and nothing was done. The message is advice for a program, without anything
/// that was sent.
public final class DeskException extends DomainException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /// Reasons, in the names of the problem types of the API.
    public enum Kind {
        NOT_FOUND,
        NOT_ALLOWED,
        NO_OPERATOR,
        NOT_POSSIBLE,
        INCOMPLETE,
        INVALID,
        PRECONDITION_FAILED,
        IDEMPOTENCY_KEY_REUSED,
        UNAUTHENTICATED
    }

    public DeskException(Kind kind, String detail) {
        super(detail);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    static DeskException reusedKey() {
        return new DeskException(Kind.IDEMPOTENCY_KEY_REUSED, "Send the request with another key: this one was used.");
    }
}
