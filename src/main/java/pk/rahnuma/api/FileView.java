package pk.rahnuma.api;

import java.util.Optional;
import pk.rahnuma.dialog.field.FileRef;
import pk.rahnuma.documents.Document;

/// A file that is kept, as clients see it.
///
/// @param file its id, to be said in the conversation
/// @param type its media type, by its content
/// @param size in bytes
record FileView(String file, String name, String type, int size) {

    static FileView of(Document document) {
        return new FileView(
                Long.toString(document.id()),
                document.fileName(),
                document.kind().mediaType(),
                document.size());
    }

    /// The same for the dialog.
    static FileRef reference(Document document) {
        return new FileRef(
                Long.toString(document.id()),
                document.fileName(),
                document.kind().mediaType(),
                document.size());
    }

    /// Empty when it cannot be an id.
    static Optional<Long> number(String id) {
        try {
            return id != null && id.matches("[1-9]\\d{0,18}") ? Optional.of(Long.parseLong(id)) : Optional.empty();
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }
}
