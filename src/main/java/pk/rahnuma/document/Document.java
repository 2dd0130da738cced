package pk.rahnuma.document;

import java.time.Instant;
import pk.rahnuma.document.file.DocumentType;
import pk.rahnuma.document.render.PictureFindings;

/// A file that somebody sent, without its content.
///
/// @param id random
/// @param subject whose it is
/// @param name what they called it, made harmless; empty when it had none
/// @param size in bytes
/// @param chunks in which it lies
/// @param picture what it is like; null when it is no picture, or nothing has looked at it
public record Document(
        long id,
        long subject,
        DocumentType kind,
        String name,
        int size,
        int chunks,
        Instant received,
        PictureFindings picture) {

    /// To be kept under by whoever gets it.
    public String fileName() {
        return name.isEmpty() ? "document-" + Long.toString(id, 36) + "." + kind.fileExtension() : name;
    }
}
