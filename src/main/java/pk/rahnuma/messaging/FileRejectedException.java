package pk.rahnuma.messaging;

/// A file is not accepted.
public final class FileRejectedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FileRejectionReason reason;

    public FileRejectedException(FileRejectionReason reason) {
        super(reason.textCode(), null, false, false);
        this.reason = reason;
    }

    public FileRejectionReason rejectionReason() {
        return reason;
    }
}
