package pk.rahnuma.api.conversation;

import io.swagger.v3.oas.annotations.media.Schema;
import pk.rahnuma.document.Document;

/// Stored file, as clients see it.
///
/// @param file its id, which a message names
/// @param type its media type, detected from the content
/// @param size in bytes
@Schema(
        example =
                "{\"file\": \"8431202912771940127\", \"name\": \"card.jpg\", \"type\": \"image/jpeg\", \"size\": 734210}")
record UploadedFileResponse(String file, String name, String type, int size) {

    static UploadedFileResponse fromDocument(Document document) {
        return new UploadedFileResponse(
                Long.toString(document.id()),
                document.fileName(),
                document.kind().mediaType(),
                document.size());
    }
}
