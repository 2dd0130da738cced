package pk.rahnuma.http;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterPatternStyle;
import java.util.Map;
import pk.rahnuma.shared.SandboxConfiguration;

/// Adds headers to every response: those that disable browser features no page needs, and the mark of a sandbox. A
/// controller may set a header itself.
/// The outermost filter: responses of other filters have the headers too.
@Order(Ordered.HIGHEST_PRECEDENCE)
@ServerFilter(value = "/**", patternStyle = FilterPatternStyle.ANT)
public final class SecurityHeadersFilter {

    private static final String FRAME_HEADER = "X-Frame-Options";

    /// Headers of every response, but that against frames where the policy allows a frame.
    public static final Map<String, String> CONSTANT_HEADERS = Map.of(
            ContentSecurityPolicy.HEADER,
            ContentSecurityPolicy.PAGE,
            "X-Content-Type-Options",
            "nosniff",
            FRAME_HEADER,
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    /// Header of every response of a sandbox.
    private static final String SANDBOX_HEADER = "Rahnuma-Sandbox";

    private final RequestOrigin origin;
    private final SandboxConfiguration settings;

    SecurityHeadersFilter(RequestOrigin origin, SandboxConfiguration settings) {
        this.origin = origin;
        this.settings = settings;
    }

    @ResponseFilter
    void addHeaders(HttpRequest<?> request, MutableHttpResponse<?> response) {
        CONSTANT_HEADERS.forEach((name, value) -> set(response, name, value));
        if (!response.getHeaders().get(ContentSecurityPolicy.HEADER).contains(ContentSecurityPolicy.NO_FRAME)) {
            response.getHeaders().remove(FRAME_HEADER);
        }
        if (settings.sandbox()) {
            response.header(SANDBOX_HEADER, "true");
        }
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
