package pk.rahnuma.documents;

/// What a document is, by its content.
public enum Kind {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    PDF("application/pdf", "pdf");

    private final String mediaType;
    private final String ending;

    Kind(String mediaType, String ending) {
        this.mediaType = mediaType;
        this.ending = ending;
    }

    public String mediaType() {
        return mediaType;
    }

    /// Of file names, without the dot.
    public String ending() {
        return ending;
    }
}
