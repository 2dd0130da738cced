package pk.rahnuma.vault;

/// Stored keys were wrapped by another keyset than the configured one.
public final class WrongKeysetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongKeysetException(long subject, Throwable cause) {
        super("the key of subject " + subject + " was wrapped by another keyset", cause);
    }
}
