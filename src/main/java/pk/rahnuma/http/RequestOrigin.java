package pk.rahnuma.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.http.cookie.Cookie;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.persistence.RequestNetworkProvider;
import pk.rahnuma.shared.NetworkPrefix;
import pk.rahnuma.shared.NetworkSite;
import pk.rahnuma.shared.PublicBaseUrl;

/// Determines the origin of requests: client address, scheme, cookies and site.
@Singleton
public final class RequestOrigin implements RequestNetworkProvider {

    private static final Set<String> SAME_SITE_VALUES = Set.of("same-origin", "none");

    private static final String FETCH_SITE = "Sec-Fetch-Site";
    private static final String HOST_PREFIX = "__Host-";
    private static final String FORWARDED_PROTO = "X-Forwarded-Proto";
    private static final Logger LOG = LoggerFactory.getLogger(RequestOrigin.class);

    private final AtomicBoolean warned = new AtomicBoolean();

    private final ClientAddressResolver addresses;
    private final boolean isHttpsAlone;

    RequestOrigin(ClientAddressResolver addresses, PublicBaseUrl own) {
        this.addresses = addresses;
        this.isHttpsAlone =
                own.configuredUrl().filter(base -> base.startsWith("https://")).isPresent();
    }

    /// Address of the client, as far as it is known.
    public String clientAddress(HttpRequest<?> request) {
        InetAddress peer = request.getRemoteAddress().getAddress();
        if (!addresses.isProxy(peer)
                && request.getHeaders().contains(ClientAddressResolver.FORWARDED_FOR)
                && warned.compareAndSet(false, true)) {
            LOG.warn(
                    "api: X-Forwarded-For of {} is ignored: all requests that come through a proxy count as one"
                            + " address. If the proxy is yours, set RAHNUMA_API_BEHIND_PROXY=true, and name it in"
                            + " RAHNUMA_API_PROXIES where it is on another machine",
                    peer.getHostAddress());
        }
        return addresses.resolveAddress(peer, request.getHeaders().getAll(ClientAddressResolver.FORWARDED_FOR));
    }

    /// Network of the client: [NetworkPrefix].
    public String clientNetwork(HttpRequest<?> request) {
        return NetworkPrefix.prefixOf(clientAddress(request));
    }

    @Override
    public Optional<String> currentNetwork() {
        return ServerRequestContext.currentRequest().map(this::clientNetwork);
    }

    /// Site of the client, for limits of what strangers may take: [NetworkSite].
    public String clientSite(HttpRequest<?> request) {
        return NetworkSite.siteOf(clientNetwork(request));
    }

    /// Tells whether a request came by https, here or to a named proxy in front of this server, or the configured
    /// public address is https.
    public boolean isSecure(HttpRequest<?> request) {
        return isHttpsAlone
                || request.isSecure()
                || "https".equalsIgnoreCase(request.getHeaders().get(FORWARDED_PROTO))
                        && addresses.isProxy(request.getRemoteAddress().getAddress());
    }

    /// Name of a cookie: with a prefix by https, so that browsers accept it by https alone, for the whole host and from
    /// this host alone (RFC 6265bis, 4.1.3.2). A sibling host can set a cookie of any other name for this one.
    public String cookieName(HttpRequest<?> request, String name) {
        return isSecure(request) ? HOST_PREFIX + name : name;
    }

    /// Value of a cookie of a request. By https only the name with the prefix is read.
    public Optional<String> readCookie(HttpRequest<?> request, String name) {
        return request.getCookies().findCookie(cookieName(request, name)).map(Cookie::getValue);
    }

    /// Tells whether a page of another site sent the request. Browsers report it by one of two headers; a client that
    /// sends neither is not a browser and has no cookie of another user.
    public static boolean isCrossSite(HttpRequest<?> request) {
        String site = request.getHeaders().get(FETCH_SITE);
        if (site != null) {
            return !SAME_SITE_VALUES.contains(site);
        }
        String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        return origin != null && !isOwn(origin, request.getHeaders().get(HttpHeaders.HOST));
    }

    /// Tells whether the browser reports that a page of this site, or its user, sent the request.
    static boolean isKnownSameSite(HttpRequest<?> request) {
        String site = request.getHeaders().get(FETCH_SITE);
        return site != null && SAME_SITE_VALUES.contains(site);
    }

    /// Refuses a form that was sent from a page of another site.
    ///
    /// @throws ApiException when it was
    public static void requireSameSite(HttpRequest<?> request) {
        if (isCrossSite(request)) {
            throw ApiException.ofKind(ProblemDetail.Kind.CROSS_SITE, "Send it from a page of this site.");
        }
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
