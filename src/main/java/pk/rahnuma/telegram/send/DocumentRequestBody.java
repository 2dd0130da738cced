package pk.rahnuma.telegram.send;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;
import okio.Source;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentService;

/// A document as a request body, with one chunk in memory at a time.
final class DocumentRequestBody extends RequestBody {

    private final DocumentService documents;
    private final Document document;

    DocumentRequestBody(DocumentService documents, Document document) {
        this.documents = documents;
        this.document = document;
    }

    @Override
    public MediaType contentType() {
        return MediaType.parse(document.kind().mediaType());
    }

    @Override
    public long contentLength() {
        return document.size();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        try (Source content = Okio.source(documents.openContent(document))) {
            sink.writeAll(content);
        }
    }
}
