package pk.rahnuma.person.idempotency;

/// A key was used with another request before.
public final class ReusedKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReusedKeyException() {
        super("key was used with another request", null, false, false);
    }
}
