package pk.rahnuma.vault;

/// The setting `RAHNUMA_SEALED_FORMAT` does not fit the stored values. The message says what to set.
public final class SealedFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SealedFormatException(String message) {
        super(message);
    }
}
