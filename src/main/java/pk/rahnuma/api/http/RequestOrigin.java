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
import pk.rahnuma.shared.NetworkPrefix;
import pk.rahnuma.shared.PublicBaseUrl;

/// Where a request comes from.
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

    /// The address of the network that it came from, as far as it is known.
    public String clientAddress(HttpRequest<?> request) {
        if (settings.isBehindProxy()) {
            Optional<String> forwarded = forwarded(request.getHeaders().getAll(FORWARDED_FOR));
            if (forwarded.isPresent()) {
                return forwarded.get();
            }
        }
        if (!settings.isBehindProxy()
                && request.getHeaders().contains(FORWARDED_FOR)
                && warned.compareAndSet(false, true)) {
            LOG.warn("Requests come with X-Forwarded-For, which is not believed: all that come through a proxy count as"
                    + " one address. If the proxy is yours, set RAHNUMA_API_BEHIND_PROXY=true");
        }
        return request.getRemoteAddress().getAddress().getHostAddress();
    }

    /// The address that the proxy before this server took a request from: the last that is named.
    ///
    /// @param all values of [#FORWARDED_FOR]
    public static Optional<String> forwarded(List<String> all) {
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.getLast())
                        .map(last -> last.substring(last.lastIndexOf(',') + 1).strip());
    }

    /// Whether it came by https, here or as far as the proxy before this server, or the operator says that everybody
    /// comes so. Somebody who forges the header only hurts themselves.
    public boolean isSecure(HttpRequest<?> request) {
        return isHttpsAlone
                || request.isSecure()
                || "https".equalsIgnoreCase(request.getHeaders().get("X-Forwarded-Proto"));
    }

    /// The name of a cookie: by https with a prefix, so that browsers take it by https alone, and for the whole host
    /// from this host alone (RFC 6265bis, 4.1.3).
    public String cookieName(HttpRequest<?> request, String name, String path) {
        return isSecure(request) ? (path.equals("/") ? HOST_PREFIX : SECURE_PREFIX) + name : name;
    }

    /// The value of a cookie that a request brings; of one without a prefix where there is none with it.
    public static Optional<String> readCookie(HttpRequest<?> request, String name) {
        return Stream.of(HOST_PREFIX + name, SECURE_PREFIX + name, name)
                .flatMap(each -> request.getCookies().findCookie(each).stream())
                .map(Cookie::getValue)
                .findFirst();
    }

    /// Whether a page of another site sent it. Browsers say so by one header or the other; who says neither is none,
    /// and has no cookie of somebody else.
    public static boolean isCrossSite(HttpRequest<?> request) {
        String site = request.getHeaders().get("Sec-Fetch-Site");
        if (site != null) {
            return !SAME_SITE_VALUES.contains(site);
        }
        String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        return origin != null && !isOwn(origin, request.getHeaders().get(HttpHeaders.HOST));
    }

    /// The part of an address that is counted as one asker: [NetworkPrefix].
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
