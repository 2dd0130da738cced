package pk.rahnuma.http.file;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import pk.rahnuma.document.DocumentType;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.messaging.FileRejectionReason;

/// Reads the file of a form (`multipart/form-data`, RFC 7578), in memory. Other parts are ignored.
final class MultipartFileReader {

    /// Maximum number of parts.
    static final int MAX_FORM_PARTS = 8;

    /// Maximum size of a form around its file, and of what waits for its end.
    static final int MAX_ENVELOPE_BYTES = 16 * 1024;

    private static final int BUFFER_BYTES = 16 * 1024;

    private MultipartFileReader() {}

    /// Reads the file.
    ///
    /// @param contentType with the boundary
    /// @throws ApiException when the form is malformed, has no file or several, or is too large
    static UploadReader.ReceivedFile readFile(InputStream body, String contentType) throws IOException {
        HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        HttpPostMultipartRequestDecoder decoder = null;
        try {
            head.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
            decoder = new HttpPostMultipartRequestDecoder(
                    new DefaultHttpDataFactory(false),
                    head,
                    StandardCharsets.UTF_8,
                    MAX_FORM_PARTS,
                    DocumentType.MAX_FILE_BYTES + MAX_ENVELOPE_BYTES);
            decodeBody(decoder, body);
            return onlyFile(decoder.getBodyHttpDatas());
        } catch (DecoderException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw malformed();
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
        }
    }

    private static void decodeBody(HttpPostMultipartRequestDecoder decoder, InputStream body) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long received = 0;
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            received += count;
            if (received > DocumentType.MAX_FILE_BYTES + MAX_ENVELOPE_BYTES) {
                throw UploadReader.toException(FileRejectionReason.TOO_BIG);
            }
            decoder.offer(new DefaultHttpContent(Unpooled.copiedBuffer(buffer, 0, count)));
        }
        decoder.offer(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private static UploadReader.ReceivedFile onlyFile(List<InterfaceHttpData> parts) throws IOException {
        List<FileUpload> files = parts.stream()
                .filter(FileUpload.class::isInstance)
                .map(FileUpload.class::cast)
                .toList();
        if (files.size() != 1 || !files.getFirst().isCompleted()) {
            throw malformed();
        }
        FileUpload file = files.getFirst();
        if (file.length() > DocumentType.MAX_FILE_BYTES) {
            throw UploadReader.toException(FileRejectionReason.TOO_BIG);
        }
        return new UploadReader.ReceivedFile(file.getFilename(), file.get());
    }

    private static ApiException malformed() {
        return ApiException.ofKind(
                ProblemDetail.Kind.BAD_REQUEST, "Send a form with one file, or the file itself as the body.");
    }
}
