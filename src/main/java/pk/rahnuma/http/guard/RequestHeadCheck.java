package pk.rahnuma.http.guard;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.file.UploadedForm;

/// Checks request heads for content that is never allowed.
final class RequestHeadCheck {

    private RequestHeadCheck() {}

    record Violation(ProblemDetail.Kind kind, String detail) {}

    /// Returns the first violation; null when there is none.
    ///
    /// @param size of the body that the path takes
    static Violation findViolation(HttpRequest request, BodySize size) {
        if (request.decoderResult().isFailure()) {
            return request.decoderResult().cause() instanceof TooLongFrameException
                    ? new Violation(ProblemDetail.Kind.TOO_LARGE, "The head of the request is too long.")
                    : new Violation(ProblemDetail.Kind.BAD_REQUEST, "The head of the request is not HTTP/1.1.");
        }
        HttpHeaders headers = request.headers();
        int hosts = headers.getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || hosts == 0 && !request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return new Violation(ProblemDetail.Kind.BAD_REQUEST, "Send one `Host`.");
        }
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.isEmpty()) {
            if (headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
                return new Violation(
                        ProblemDetail.Kind.BAD_REQUEST, "Send `Content-Length` or `Transfer-Encoding`, not both.");
            }
            if (codings.size() > 1 || !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst())) {
                return new Violation(ProblemDetail.Kind.BAD_REQUEST, "The only `Transfer-Encoding` is `chunked`.");
            }
        }
        String coding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
        if (coding != null && !HttpHeaderValues.IDENTITY.contentEqualsIgnoreCase(coding.strip())) {
            return new Violation(ProblemDetail.Kind.WRONG_CONTENT_TYPE, "Send the body as it is, not compressed.");
        }
        return tooLarge(request, size);
    }

    private static Violation tooLarge(HttpRequest request, BodySize size) {
        return length(request) > size.maxBytes()
                ? new Violation(ProblemDetail.Kind.TOO_LARGE, size.describeLimit())
                : null;
    }

    private static long length(HttpRequest request) {
        try {
            return HttpUtil.getContentLength(request, 0L);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /// Path without query.
    static String pathOf(HttpRequest request) {
        String target = request.uri();
        int end = target.indexOf('?');
        return end < 0 ? target : target.substring(0, end);
    }

    /// Replaces a form media type, on file routes: a file may have any type, clients such as curl send the form type by
    /// default, and a form with a file is read by [pk.rahnuma.http.file.UploadReader].
    static void replaceFormType(HttpRequest request) {
        String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE);
        if (type == null) {
            return;
        }
        if (type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            request.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_OCTET_STREAM);
        } else {
            request.headers().set(HttpHeaderNames.CONTENT_TYPE, UploadedForm.replaceType(type));
        }
    }
}
