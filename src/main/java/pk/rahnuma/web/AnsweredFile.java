package pk.rahnuma.web;

import pk.rahnuma.document.Document;

/// A file that answers a question, as pages show it.
///
/// @param name of the file
/// @param picture true when it has a thumbnail
public record AnsweredFile(String id, String name, boolean picture) {

    static AnsweredFile ofDocument(Document document) {
        return new AnsweredFile(Long.toString(document.id()), document.fileName(), document.hasThumbnail());
    }
}
