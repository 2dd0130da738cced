package pk.rahnuma.vault;

/// The key of this subject was destroyed, or there never was one: what is sealed under it cannot be read any more.
public final class SubjectErasedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SubjectErasedException(long subject) {
        super("no key for subject " + subject, null, false, false);
    }
}
