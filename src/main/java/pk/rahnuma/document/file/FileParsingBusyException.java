package pk.rahnuma.document.file;

/// Too many files are being parsed at present. The file itself may be fine and can be sent again within seconds.
public final class FileParsingBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FileParsingBusyException() {
        super("too many files are being parsed", null, false, false);
    }
}
