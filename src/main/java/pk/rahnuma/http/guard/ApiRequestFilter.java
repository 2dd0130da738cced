package pk.rahnuma.http.guard;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Set;
import pk.rahnuma.document.DocumentType;
import pk.rahnuma.http.ApiConfiguration;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.RequestOrigin;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.file.UploadReader;
import pk.rahnuma.http.file.UploadedForm;
import pk.rahnuma.messaging.FileRejectionReason;

/// Checks requests before their body is read: a body is JSON and small, or a file on a route for files; and no other
/// site sent it with this site's cookie.
@ServerFilter("/api/**")
public final class ApiRequestFilter {

    private static final Set<HttpMethod> SAFE_METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final ApiConfiguration settings;
    private final RequestBodyLimits bodySizes;

    ApiRequestFilter(ApiConfiguration settings, RequestBodyLimits bodySizes) {
        this.settings = settings;
        this.bodySizes = bodySizes;
    }

    @RequestFilter
    void checkRequest(HttpRequest<?> request) {
        if (SAFE_METHODS.contains(request.getMethod())) {
            return;
        }
        if (!ChatAuthenticator.hasAuthorizationHeader(request)
                && RequestOrigin.isCrossSite(request)
                && !isOfKnownPage(request)) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.CROSS_SITE,
                    "Send it from a page of this site, or with a token in `Authorization`.");
        }
        if (bodySizes.isFile(request.getPath())) {
            // A file may have any type; its size is checked while it is read.
            if (request.getContentLength() > DocumentType.MAX_FILE_BYTES && UploadedForm.findType(request) == null) {
                throw UploadReader.toException(FileRejectionReason.TOO_BIG);
            }
            return;
        }
        if (request.getContentLength() > BodySize.SMALL.maxBytes()) {
            throw ApiException.ofKind(ProblemDetail.Kind.TOO_LARGE, BodySize.SMALL.describeLimit());
        }
        if (request.getContentType()
                        .filter(MediaType.APPLICATION_JSON_TYPE::equals)
                        .isEmpty()
                && hasBody(request)) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.WRONG_CONTENT_TYPE, "Send it with `Content-Type: application/json`.");
        }
    }

    /// Tells whether a page that may use the API sent the request, without a cookie.
    private boolean isOfKnownPage(HttpRequest<?> request) {
        return !request.getHeaders().contains(HttpHeaders.COOKIE)
                && request.getHeaders()
                        .getFirst(HttpHeaders.ORIGIN)
                        .filter(settings.origins()::contains)
                        .isPresent();
    }

    private static boolean hasBody(HttpRequest<?> request) {
        return request.getContentLength() > 0 || request.getHeaders().contains(HttpHeaders.TRANSFER_ENCODING);
    }
}
