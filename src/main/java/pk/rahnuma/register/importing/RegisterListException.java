package pk.rahnuma.register.importing;

import pk.rahnuma.shared.DomainException;

/// A list cannot be imported, and nothing of it was.
public final class RegisterListException extends DomainException {
    private static final long serialVersionUID = 1L;

    RegisterListException(String message) {
        super(message);
    }
}
