package pk.rahnuma.api.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.api.problem.ApiException;
import pk.rahnuma.api.problem.ProblemDetail;
import pk.rahnuma.shared.NetworkPrefix;
import pk.rahnuma.shared.PublicBaseUrl;

/// Determines the origin of requests: client address, scheme, cookies and site.
@Singleton
public final class RequestOrigin {

    private static final Set<String> SAME_SITE_VALUES = Set.of("same-origin", "none");

    private static final String HOST_PREFIX = "__Host-";
    private static final String SECURE_PREFIX = "__Secure-";
    private static final Logger LOG = LoggerFactory.getLogger(RequestOrigin.class);
    public static final String FORWARDED_FOR = "X-Forwarded-For";

    private final AtomicBoolean warned = new AtomicBoolean();

    private final ApiConfiguration settings;
    private final boolean isHttpsAlone;

    RequestOrigin(ApiConfiguration settings, PublicBaseUrl own) {
        this.settings = settings;
        this.isHttpsAlone =
                own.configuredUrl().filter(base -> base.startsWith("https://")).isPresent();
    }

    /// Address of the client's network, as far as it is known.
    public String clientAddress(HttpRequest<?> request) {
        if (settings.behindProxy()) {
            Optional<String> forwarded = forwarded(request.getHeaders().getAll(FORWARDED_FOR));
            if (forwarded.isPresent()) {
                return forwarded.get();
            }
        }
        if (!settings.behindProxy()
                && request.getHeaders().contains(FORWARDED_FOR)
                && warned.compareAndSet(false, true)) {
            LOG.warn("api: X-Forwarded-For is ignored: all requests that come through a proxy count as"
                    + " one address. If the proxy is yours, set RAHNUMA_API_BEHIND_PROXY=true");
        }
        return request.getRemoteAddress().getAddress().getHostAddress();
    }

    /// Address that the proxy in front of this server took a request from: the last one named.
    ///
    /// @param headerValues values of [#FORWARDED_FOR]
    public static Optional<String> forwarded(List<String> headerValues) {
        return headerValues.isEmpty()
                ? Optional.empty()
                : Optional.of(headerValues.getLast())
                        .map(last -> last.substring(last.lastIndexOf(',') + 1).strip());
    }

    /// Tells whether a request came by https, here or to the proxy in front of this server, or the configured public
    /// address is https. A client that forges the header affects only itself.
    public boolean isSecure(HttpRequest<?> request) {
        return isHttpsAlone
                || request.isSecure()
                || "https".equalsIgnoreCase(request.getHeaders().get("X-Forwarded-Proto"));
    }

    /// Name of a cookie: with a prefix by https, so that browsers accept it by https alone, and for the whole host from
    /// this host alone (RFC 6265bis, 4.1.3).
    public String cookieName(HttpRequest<?> request, String name, String path) {
        return isSecure(request) ? (path.equals("/") ? HOST_PREFIX : SECURE_PREFIX) + name : name;
    }

    /// Value of a cookie of a request; the name with a prefix takes precedence.
    public static Optional<String> readCookie(HttpRequest<?> request, String name) {
        return Stream.of(HOST_PREFIX + name, SECURE_PREFIX + name, name)
                .flatMap(each -> request.getCookies().findCookie(each).stream())
                .map(Cookie::getValue)
                .findFirst();
    }

    /// Tells whether a page of another site sent the request. Browsers report it by one of two headers; a client that
    /// sends neither is not a browser and has no cookie of another user.
    public static boolean isCrossSite(HttpRequest<?> request) {
        String site = request.getHeaders().get("Sec-Fetch-Site");
        if (site != null) {
            return !SAME_SITE_VALUES.contains(site);
        }
        String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        return origin != null && !isOwn(origin, request.getHeaders().get(HttpHeaders.HOST));
    }

    /// Refuses a form that was sent from a page of another site.
    ///
    /// @throws ApiException when it was
    public static void requireSameSite(HttpRequest<?> request) {
        if (isCrossSite(request)) {
            throw ApiException.ofKind(ProblemDetail.Kind.CROSS_SITE, "Send it from a page of this site.");
        }
    }

    /// Part of an address that counts as one client: [NetworkPrefix].
    public static String networkPrefix(String address) {
        return NetworkPrefix.prefixOf(address);
    }

    private static boolean isOwn(String origin, String host) {
        try {
            String authority = new URI(origin).getAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
