package pk.rahnuma.api.chat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.time.Instant;
import pk.rahnuma.api.response.HttpDates;

/// Tells clients of deprecated routes since when they are and until when they stay: the headers `Deprecation` (RFC
/// 9745) and `Sunset` (RFC 8594). Their operations are `deprecated` in the description.
@ServerFilter("/api/v1/conversation/form")
final class DeprecatedRouteFilter {

    /// Begin of the deprecation.
    static final Instant DEPRECATED_SINCE = Instant.parse("2026-12-01T00:00:00Z");

    /// A deprecated route stays for a year at least (`docs/api.md`).
    static final Instant SUNSET = Instant.parse("2028-01-01T00:00:00Z");

    private static final String POLICY_LINK = "<%s>; rel=\"deprecation\"; type=\"text/html\"".formatted("/api/v1/docs");

    @ResponseFilter
    void addHeaders(HttpRequest<?> request, MutableHttpResponse<?> response) {
        response.header("Deprecation", "@" + DEPRECATED_SINCE.getEpochSecond());
        response.header("Sunset", HttpDates.formatDate(SUNSET));
        response.header("Link", POLICY_LINK);
    }
}
