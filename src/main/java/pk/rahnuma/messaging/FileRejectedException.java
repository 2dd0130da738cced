package pk.rahnuma.messaging;

/// A file is not accepted.
public final class FileRejectedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FileRejectionReason fault;

    public FileRejectedException(FileRejectionReason fault) {
        super(fault.textCode(), null, false, false);
        this.fault = fault;
    }

    public FileRejectionReason rejectionReason() {
        return fault;
    }
}
