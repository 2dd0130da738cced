package pk.rahnuma.telegram.send;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.person.DataExportService;

/// A file as a request body, written while it is sent, so that it is never in memory as a whole.
final class StreamedRequestBody extends RequestBody {

    private final MediaType type;
    private final long length;
    private final ContentWriter content;

    @FunctionalInterface
    private interface ContentWriter {
        void writeTo(OutputStream out) throws IOException;
    }

    private StreamedRequestBody(String type, long length, ContentWriter content) {
        this.type = MediaType.parse(type);
        this.length = length;
        this.content = content;
    }

    /// One chunk of the document is in memory at a time.
    static StreamedRequestBody ofDocument(DocumentService documents, Document document) {
        return new StreamedRequestBody(document.kind().mediaType(), document.size(), out -> {
            try (InputStream in = documents.openContent(document)) {
                in.transferTo(out);
            }
        });
    }

    /// The export is generated twice, the first time only to count its bytes.
    static StreamedRequestBody ofExport(DataExportService.PreparedExport export, String type) throws IOException {
        DataOutputStream counting = new DataOutputStream(OutputStream.nullOutputStream());
        export.writeTo(counting);
        return new StreamedRequestBody(type, counting.size(), export::writeTo);
    }

    @Override
    public MediaType contentType() {
        return type;
    }

    @Override
    public long contentLength() {
        return length;
    }

    /// Leaves the sink open, whose end the writer does not know.
    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        content.writeTo(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                sink.writeByte(b);
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                sink.write(bytes, from, count);
            }
        });
    }
}
