package pk.rahnuma.shared;

import java.util.regex.Pattern;

/// Site of a network: one customer of a provider of IPv6 may have a /48, that is 65,536 networks of /64, and must not
/// count as so many clients. An address of IPv4 is its own site: carriers put thousands of phones behind one, and its
/// neighbours belong to others.
public final class NetworkSite {

    private static final Pattern IPV6_NETWORK = Pattern.compile("[0-9a-f]{16}");
    private static final int SITE_DIGITS = 12;
    private static final String SITE_SUFFIX = "/48";

    private NetworkSite() {}

    /// @param network of [NetworkPrefix]
    /// @return its site; the network itself when it is not of IPv6
    public static String siteOf(String network) {
        return IPV6_NETWORK.matcher(network).matches() ? network.substring(0, SITE_DIGITS) + SITE_SUFFIX : network;
    }
}
