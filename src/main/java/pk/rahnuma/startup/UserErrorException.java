package pk.rahnuma.startup;

/// Rejection of a command or a start, for a reason that the user can fix. The message is one line that names the
/// setting and the expected value; it never contains a secret.
public final class UserErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserErrorException(String line) {
        super(line.replaceAll("\\s+", " "), null, false, false);
    }
}
