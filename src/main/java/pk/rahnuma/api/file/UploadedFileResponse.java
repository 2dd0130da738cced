package pk.rahnuma.api.file;

import pk.rahnuma.document.Document;

/// Stored file, as clients see it.
///
/// @param file its id, which a message names
/// @param type its media type, detected from the content
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
