package pk.rahnuma.messaging.file;

/// The store is too busy to accept a file now.
public final class FileStoreBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FileStoreBusyException() {
        super("the store is busy", null, false, false);
    }
}
