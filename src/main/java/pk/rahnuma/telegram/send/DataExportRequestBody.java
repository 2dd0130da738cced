package pk.rahnuma.telegram.send;

import java.io.IOException;
import java.io.OutputStream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import pk.rahnuma.person.export.DataExportService;

/// Data export of a person as a request body. It is generated twice, the first time only to count its length, so that
/// it is never in memory as a whole.
final class DataExportRequestBody extends RequestBody {

    private final DataExportService.PreparedExport copy;
    private final MediaType type;
    private final long length;

    DataExportRequestBody(DataExportService.PreparedExport copy, String type) throws IOException {
        this.copy = copy;
        this.type = MediaType.parse(type);
        CountingStream counting = new CountingStream();
        copy.writeTo(counting);
        this.length = counting.count;
    }

    @Override
    public MediaType contentType() {
        return type;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        OutputStream out = sink.outputStream();
        copy.writeTo(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                out.write(b);
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                out.write(bytes, from, count);
            }
        });
    }

    private static final class CountingStream extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            count += length;
        }
    }
}
