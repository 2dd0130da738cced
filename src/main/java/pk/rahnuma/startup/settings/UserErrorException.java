package pk.rahnuma.startup.settings;

/// A command cannot be carried out, for a reason that whoever gave it can mend. The message is one line that names the
/// setting and what is expected; it never holds a secret.
public final class UserErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserErrorException(String line) {
        super(line.replaceAll("\\s+", " "), null, false, false);
    }
}
