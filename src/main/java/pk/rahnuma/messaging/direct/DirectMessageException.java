package pk.rahnuma.messaging.direct;

/// Thrown when a message was not accepted, or perhaps not. It has no cause: those of mail servers name the address.
public final class DirectMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    /// Fate of a message that was not accepted.
    public enum Outcome {
        /// Not sent, for a reason that passes.
        NOT_SENT,
        /// Not sent, and never will be.
        REFUSED,
        /// Not sent, because the address does not exist.
        NO_SUCH_ADDRESS,
        /// Perhaps sent: the connection broke before the server answered.
        UNKNOWN
    }

    public DirectMessageException(Outcome outcome, String message) {
        super(message);
        this.outcome = outcome;
    }

    public Outcome outcome() {
        return outcome;
    }
}
