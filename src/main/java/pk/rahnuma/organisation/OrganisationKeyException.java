package pk.rahnuma.organisation;

/// A change of keys that is refused.
public final class OrganisationKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Reason of the refusal.
    public enum Reason {
        /// The person does not own the organisation.
        NOT_OWNER,
        /// The organisation has the maximum number of keys.
        FULL,
        /// The organisation has no such key.
        UNKNOWN_KEY
    }

    private final Reason reason;

    OrganisationKeyException(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
