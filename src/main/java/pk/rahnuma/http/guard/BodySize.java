package pk.rahnuma.http.guard;

import pk.rahnuma.document.DocumentType;

/// Maximum sizes of bodies. All such limits are in this table.
public enum BodySize {
    SMALL(BodySize.MAX_BYTES, BodySize.MAX_BYTES),

    /// A file, which is read as a stream. It may exceed its limit by a margin, so that a file slightly too large gets
    /// the specific error.
    FILE(BodySize.MAX_FILE_BODY_BYTES, DocumentType.MAX_FILE_BYTES),

    /// A file that is held in memory completely.
    BUFFERED_FILE(BodySize.MAX_FILE_BODY_BYTES, DocumentType.MAX_FILE_BYTES),

    /// Telegram publishes no limit. A rejected update is delivered again without end and blocks its chat.
    UPDATE(BodySize.MAX_UPDATE_BYTES, BodySize.MAX_UPDATE_BYTES);

    static final int MAX_BYTES = 64 * 1024;
    static final int MAX_FILE_BODY_BYTES = 6 * 1024 * 1024;
    static final int MAX_UPDATE_BYTES = 1024 * 1024;

    private final int maxBytes;
    private final int statedBytes;

    BodySize(int maxBytes, int statedBytes) {
        this.maxBytes = maxBytes;
        this.statedBytes = statedBytes;
    }

    int maxBytes() {
        return maxBytes;
    }

    /// Limit as text for the client.
    String describeLimit() {
        return "At most " + statedBytes + " bytes.";
    }
}
