package pk.rahnuma.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Set;
import pk.rahnuma.document.DocumentRepository;
import pk.rahnuma.document.FileRejectionReason;

/// What is checked before anything is read: a body is JSON and small, or a file where files go; and no other site sends
/// it with the cookie of ours.
@ServerFilter("/api/**")
final class ApiRequestFilter {

    /// Bytes.
    static final int MOST = 64 * 1024;

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @RequestFilter
    void check(HttpRequest<?> request) {
        if (READING.contains(request.getMethod())) {
            return;
        }
        if (!ChatAuthenticator.isProgram(request) && RequestOrigin.isCrossSite(request)) {
            throw ApiException.of(
                    ProblemDetail.Kind.CROSS_SITE,
                    "Send it from a page of this site, or with a token in `Authorization`.");
        }
        if (request.getPath().equals(FileController.PATH)) {
            // Any type is a file's; its size is watched while it is read.
            if (request.getContentLength() > DocumentRepository.MOST) {
                throw UploadReader.refusal(FileRejectionReason.TOO_BIG);
            }
            return;
        }
        if (request.getContentLength() > MOST) {
            throw tooLarge();
        }
        if (request.getContentType()
                        .filter(MediaType.APPLICATION_JSON_TYPE::equals)
                        .isEmpty()
                && hasBody(request)) {
            throw ApiException.of(
                    ProblemDetail.Kind.WRONG_CONTENT_TYPE, "Send it with `Content-Type: application/json`.");
        }
    }

    /// A body whose size was not said beforehand is measured once it is here.
    static void checkSize(byte[] body) {
        if (body != null && body.length > MOST) {
            throw tooLarge();
        }
    }

    private static ApiException tooLarge() {
        return ApiException.of(ProblemDetail.Kind.TOO_LARGE, "At most " + MOST + " bytes.");
    }

    private static boolean hasBody(HttpRequest<?> request) {
        return request.getContentLength() > 0 || request.getHeaders().contains(HttpHeaders.TRANSFER_ENCODING);
    }
}
