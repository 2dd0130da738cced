package pk.rahnuma.api.file;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import pk.rahnuma.api.problem.ApiException;
import pk.rahnuma.api.problem.ProblemDetail;
import pk.rahnuma.document.file.DocumentType;
import pk.rahnuma.messaging.file.FileRejectionReason;

/// Headers of uploads in parts, as [tus 1.0.0](https://tus.io/protocols/resumable-upload) has them.
final class TusHeaders {

    static final String OFFSET = "Upload-Offset";
    static final String LENGTH = "Upload-Length";
    static final String EXPIRES = "Upload-Expires";

    private static final String VERSION = "1.0.0";
    private static final String VERSION_HEADER = "Tus-Resumable";
    private static final String OFFERED_VERSIONS = "Tus-Version";
    private static final String PART_TYPE = "application/offset+octet-stream";
    private static final String NAME_KEY = "filename ";

    private TusHeaders() {}

    static <T> MutableHttpResponse<T> forbidStorage(MutableHttpResponse<T> response) {
        return response.header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /// Adds what is offered of the protocol.
    static <T> MutableHttpResponse<T> describeProtocol(MutableHttpResponse<T> response) {
        return response.header(OFFERED_VERSIONS, VERSION)
                .header("Tus-Extension", "creation,expiration,termination")
                .header("Tus-Max-Size", Integer.toString(DocumentType.MAX_FILE_BYTES));
    }

    /// Adds the version to a response, also to a refusal; one to another version names those that are offered.
    static void addVersion(MutableHttpResponse<?> response) {
        response.getHeaders().set(VERSION_HEADER, VERSION);
        if (response.code() == HttpStatus.PRECONDITION_FAILED.getCode()) {
            response.getHeaders().set(OFFERED_VERSIONS, VERSION);
        }
    }

    /// @throws ApiException when the client asks for another version; one that names none gets this one
    static void checkVersion(HttpRequest<?> request) {
        List<String> versions = request.getHeaders().getAll(VERSION_HEADER);
        if (versions.stream().anyMatch(version -> !version.equals(VERSION))) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.PRECONDITION_FAILED, "The only `" + VERSION_HEADER + "` is " + VERSION + ".");
        }
    }

    /// @throws ApiException when a part has another media type
    static void checkPartType(HttpRequest<?> request) {
        if (request.getHeaders()
                .getFirst(HttpHeaders.CONTENT_TYPE)
                .filter(PART_TYPE::equalsIgnoreCase)
                .isEmpty()) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.WRONG_CONTENT_TYPE, "Send it with `Content-Type: " + PART_TYPE + "`.");
        }
    }

    /// Size of the file.
    ///
    /// @throws ApiException when it is missing, or the file is too large
    static int readSize(String header) {
        int size = readNumber(header);
        if (size < 0) {
            throw ApiException.ofKind(ProblemDetail.Kind.BAD_REQUEST, "Give `" + LENGTH + "`: the size of the file.");
        }
        if (size == 0) {
            throw UploadReader.toException(FileRejectionReason.EMPTY);
        }
        if (size > DocumentType.MAX_FILE_BYTES) {
            throw UploadReader.toException(FileRejectionReason.TOO_BIG);
        }
        return size;
    }

    /// @throws ApiException when the header is missing
    static int readOffset(String header) {
        int offset = readNumber(header);
        if (offset < 0) {
            throw ApiException.ofKind(ProblemDetail.Kind.BAD_REQUEST, "Give `" + OFFSET + "` as `HEAD` returned it.");
        }
        return offset;
    }

    /// A number; one that is too large for any file is the largest.
    private static int readNumber(String header) {
        if (header == null || !header.matches("\\d{1,18}")) {
            return -1;
        }
        return (int) Math.min(Long.parseLong(header), Integer.MAX_VALUE);
    }

    /// File name; null when the metadata has none that can be read.
    static String readName(String metadata) {
        if (metadata == null) {
            return null;
        }
        return Stream.of(metadata.split(","))
                .map(String::strip)
                .filter(pair -> pair.startsWith(NAME_KEY))
                .map(pair -> decode(pair.substring(NAME_KEY.length()).strip()))
                .findFirst()
                .orElse(null);
    }

    private static String decode(String value) {
        try {
            return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    static ApiException wrongOffset() {
        return ApiException.ofKind(
                ProblemDetail.Kind.WRONG_OFFSET, "Ask for `" + OFFSET + "` by `HEAD`, and go on from there.");
    }
}
