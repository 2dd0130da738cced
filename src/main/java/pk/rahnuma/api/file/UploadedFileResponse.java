package pk.rahnuma.api.file;

import pk.rahnuma.document.Document;

/// A file that is kept, as clients see it.
///
/// @param file its id, to be said in the conversation
/// @param type its media type, by its content
/// @param size in bytes
record UploadedFileResponse(String file, String name, String type, int size) {

    static UploadedFileResponse fromDocument(Document document) {
        return new UploadedFileResponse(
                Long.toString(document.id()),
                document.fileName(),
                document.kind().mediaType(),
                document.size());
    }
}
