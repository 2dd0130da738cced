package pk.rahnuma.document;

/// Type of a document, by its content.
public enum DocumentType {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    PDF("application/pdf", "pdf"),
    /// A voice message: Opus in Ogg. It answers no question of a script, and is kept for staff.
    OGG("audio/ogg", "ogg"),
    /// Tables of addresses are read, and not stored with an application.
    CSV("text/csv", "csv"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

    /// Maximum bytes of a file of any type, the limit that the forms state.
    public static final int MAX_FILE_BYTES = 5 * 1024 * 1024;

    private final String mediaType;
    private final String ending;

    DocumentType(String mediaType, String ending) {
        this.mediaType = mediaType;
        this.ending = ending;
    }

    public boolean isTable() {
        return this == CSV || this == XLSX;
    }

    public String mediaType() {
        return mediaType;
    }

    /// File name extension, without the dot.
    public String fileExtension() {
        return ending;
    }
}
