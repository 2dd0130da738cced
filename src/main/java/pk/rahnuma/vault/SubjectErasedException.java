package pk.rahnuma.vault;

/// The key of this subject was destroyed, or never existed: values sealed under it cannot be read.
public final class SubjectErasedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SubjectErasedException(long subject) {
        super("no key for subject " + subject, null, false, false);
    }
}
