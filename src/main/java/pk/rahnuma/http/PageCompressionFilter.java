package pk.rahnuma.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterPatternStyle;

/// Keeps pages of the console uncompressed unless the browser says that its user or a page of the console asked for
/// them. They contain a token and repeat parameters of their address. If another site could make the browser ask for
/// compressed pages, their lengths would tell it, guess by guess, what the token is (BREACH). The server compresses
/// other responses of more than a kilobyte: none of them has a token beside what a client sent.
@ServerFilter(value = "/desk/**", patternStyle = FilterPatternStyle.ANT)
final class PageCompressionFilter {

    @ResponseFilter
    void limitCompression(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (!RequestOrigin.isKnownSameSite(request) && !response.getHeaders().contains(HttpHeaders.CONTENT_ENCODING)) {
            response.header(HttpHeaders.CONTENT_ENCODING, "identity");
        }
    }
}
