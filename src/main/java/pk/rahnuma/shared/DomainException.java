package pk.rahnuma.shared;

/// A rule of the domain refuses a request, and nothing was done. The message is one English line for staff that says
/// what is expected; it contains no personal data and no secrets. Subclasses have the text in other languages.
public abstract class DomainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected DomainException(String message) {
        super(message, null, false, false);
    }
}
