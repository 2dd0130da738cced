package pk.rahnuma.api.http;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterPatternStyle;
import java.util.Map;

/// Adds headers to every response that disable browser features no page needs. A controller may set a header itself.
/// The outermost filter: responses of other filters have the headers too.
@Order(Ordered.HIGHEST_PRECEDENCE)
@ServerFilter(value = "/**", patternStyle = FilterPatternStyle.ANT)
public final class SecurityHeadersFilter {

    /// Headers of every response.
    public static final Map<String, String> CONSTANT_HEADERS = Map.of(
            ContentSecurityPolicy.HEADER,
            ContentSecurityPolicy.PAGE,
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private final RequestOrigin origin;

    SecurityHeadersFilter(RequestOrigin origin) {
        this.origin = origin;
    }

    @ResponseFilter
    void addHeaders(HttpRequest<?> request, MutableHttpResponse<?> response) {
        CONSTANT_HEADERS.forEach((name, value) -> set(response, name, value));
        if (origin.isSecure(request)) {
            set(response, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
    }

    private static void set(MutableHttpResponse<?> response, String name, String value) {
        if (!response.getHeaders().contains(name)) {
            response.header(name, value);
        }
    }
}
