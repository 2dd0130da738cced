package pk.rahnuma.document;

import java.time.Instant;
import java.util.Optional;

/// A file that a person sent, without its content.
///
/// @param id random
/// @param subject owner: the person or organisation
/// @param name given by the person, sanitised; empty when there was none
/// @param size in bytes
/// @param chunks number of stored chunks
/// @param attached true when it is part of an application
/// @param picture findings about a picture; null when it is not a picture, or was not inspected
/// @param hasThumbnail whether [ThumbnailService] has a small picture of it
public record Document(
        long id,
        long subject,
        DocumentType kind,
        String name,
        int size,
        int chunks,
        boolean attached,
        Instant received,
        PictureFindings picture,
        boolean hasThumbnail) {

    /// Parses the id of a document; empty when the text cannot be one.
    public static Optional<Long> parseId(String text) {
        try {
            return text != null && text.matches("[1-9]\\d{0,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    /// File name to save it under.
    public String fileName() {
        return name.isEmpty() ? "document-" + Long.toString(id, 36) + "." + kind.fileExtension() : name;
    }
}
