package pk.rahnuma.shared;

/// A service has too much to do at present. The request itself may be fine, and can be repeated within seconds.
public final class ServiceBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param message what is busy, without personal data
    public ServiceBusyException(String message) {
        super(message, null, false, false);
    }
}
