package pk.rahnuma.dialog.field;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Ranges that are not public unicast, each with its own problem code (docs/domain.md, "Addresses"). Java's own
/// `isSiteLocalAddress` knows neither `100.64.0.0/10` nor `fc00::/7`.
enum ReservedIpRange {
    PRIVATE_10("10.0.0.0/8"),
    PRIVATE_172("172.16.0.0/12"),
    PRIVATE_192("192.168.0.0/16"),
    CGNAT("100.64.0.0/10"),
    LOOPBACK("127.0.0.0/8", "::1/128"),
    LINK_LOCAL("169.254.0.0/16"),
    THIS_NETWORK("0.0.0.0/8"),
    DOCUMENTATION("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"),
    BENCHMARK("198.18.0.0/15"),
    MULTICAST("224.0.0.0/4", "ff00::/8"),
    /// Also the relays of 6to4, whose traffic goes where the addresses within the tunnel say.
    RESERVED("240.0.0.0/4", "192.0.0.0/24", "192.88.99.0/24"),
    V6_DOCUMENTATION("2001:db8::/32", "3fff::/20"),
    V6_UNIQUE_LOCAL("fc00::/7"),
    V6_LINK_LOCAL("fe80::/10"),
    /// Protocols and tunnels, Teredo (`2001::/32`) and 6to4 (`2002::/16`) among them, which contain addresses of IPv4;
    /// and
    /// all other addresses outside `2000::/3`.
    V6_NOT_GLOBAL("2001::/23", "2002::/16");

    private static final IPAddress GLOBAL_UNICAST = parseBlock("2000::/3");

    private final List<IPAddress> blocks;

    ReservedIpRange(String... blocks) {
        this.blocks = Arrays.stream(blocks).map(ReservedIpRange::parseBlock).toList();
    }

    /// Range of an unusable address, or null for a public one.
    static ReservedIpRange rangeOf(IPAddress address) {
        for (ReservedIpRange range : values()) {
            for (IPAddress block : range.blocks) {
                if (block.contains(address)) {
                    return range;
                }
            }
        }
        return address.isIPv6() && !GLOBAL_UNICAST.contains(address) ? V6_NOT_GLOBAL : null;
    }

    /// Code of the problem.
    String problemCode() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static IPAddress parseBlock(String text) {
        return new IPAddressString(text).getAddress().toPrefixBlock();
    }
}
