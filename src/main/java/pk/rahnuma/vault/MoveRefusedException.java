package pk.rahnuma.vault;

/// The data of a person cannot be moved to another one now. Nothing was changed.
public final class MoveRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public MoveRefusedException(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /// Reason, which tells what to do.
    public enum Reason {
        /// A message, a file or a request of the person is on its way: try again in a moment.
        BUSY,
        /// A member of staff has one of the conversations.
        WITH_STAFF,
        /// The erasure of the person is pending: take it back first.
        ERASURE_PENDING,
        /// Both together have more chats or addresses than one person may have: remove some first.
        TOO_MANY
    }
}
