package pk.rahnuma.api;

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
}
