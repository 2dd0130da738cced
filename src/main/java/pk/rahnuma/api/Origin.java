package pk.rahnuma.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a request comes from.
@Singleton
public final class Origin {

    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private static final Logger LOG = LoggerFactory.getLogger(Origin.class);
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int NETWORK_V6_BYTES = 8;

    private final AtomicBoolean warned = new AtomicBoolean();

    private final ApiSettings settings;

    Origin(ApiSettings settings) {
        this.settings = settings;
    }

    /// The address of the network that it came from, as far as it is known.
    public String address(HttpRequest<?> request) {
        if (settings.isBehindProxy()) {
            List<String> all = request.getHeaders().getAll(FORWARDED_FOR);
            if (!all.isEmpty()) {
                String last = all.getLast();
                return last.substring(last.lastIndexOf(',') + 1).strip();
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

    /// Whether it came by https, here or as far as the proxy before this server. Somebody who lies about it only hurts
    /// themselves.
    public static boolean isSecure(HttpRequest<?> request) {
        return request.isSecure()
                || "https".equalsIgnoreCase(request.getHeaders().get("X-Forwarded-Proto"));
    }

    /// Whether a page of another site sent it. Browsers say so by one header or the other; who says neither is none,
    /// and has no cookie of somebody else.
    public static boolean isCrossSite(HttpRequest<?> request) {
        String site = request.getHeaders().get("Sec-Fetch-Site");
        if (site != null) {
            return !OWN_SITE.contains(site);
        }
        String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        return origin != null && !isOwn(origin, request.getHeaders().get(HttpHeaders.HOST));
    }

    /// What is counted as one asker: an address of IPv4, and of IPv6 the /64 that one customer of an internet company
    /// has.
    public static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            return HexFormat.of()
                    .formatHex(Arrays.copyOf(InetAddress.getByName(address).getAddress(), NETWORK_V6_BYTES));
        } catch (UnknownHostException e) {
            return address;
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
