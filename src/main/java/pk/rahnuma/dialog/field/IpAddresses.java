package pk.rahnuma.dialog.field;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressSeqRange;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// IP addresses as text. Nothing here asks the network: a host name is simply not an address.
public final class IpAddresses {
    /// Characters of the longest address there is, `ffff:…:255.255.255.255`.
    private static final int LONGEST = 45;

    private static final Pattern V4 = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})(?:\\.(?!$)|$)){4}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*");
    private static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowWildcardedSeparator(false)
            .allowPrefix(false)
            .allowMask(false)
            .allow_inet_aton(false)
            .toParams();

    private static final IPAddressStringParameters BLOCKS =
            STRICT.toBuilder().allowPrefix(true).allowPrefixOnly(false).toParams();

    private IpAddresses() {}

    /// The bytes of an address as this package keeps it.
    ///
    /// @return 4 or 16 bytes, first byte first
    /// @throws IllegalArgumentException when it is no single address
    public static byte[] bytes(String canonical) {
        IPAddress address = parse(canonical);
        if (address == null) {
            throw new IllegalArgumentException("not an address: " + canonical);
        }
        return address.getBytes();
    }

    /// One address without prefix, port or zone; null when it is none. A v4 address written as v6 (`::ffff:1.2.3.4`)
    /// is its v4 one. Leading zeros are refused: some programs read `010` as eight.
    static IPAddress parse(String text) {
        if (text.length() > LONGEST
                || !(V4.matcher(text).matches() || V6.matcher(text).matches())) {
            return null;
        }
        IPAddress address = new IPAddressString(text, STRICT).getAddress();
        if (address == null || address.isMultiple()) {
            return null;
        }
        return address.isIPv6() && address.toIPv6().isIPv4Mapped()
                ? address.toIPv6().getEmbeddedIPv4Address()
                : address;
    }

    /// All addresses of a block such as `39.32.1.8/29`.
    ///
    /// @return empty when there are more than `most`, or it is no block: its address has to be its first
    static List<IPAddress> block(String text, int most) {
        IPAddress block = new IPAddressString(text, BLOCKS).getAddress();
        return block == null || !block.isPrefixBlock() ? List.of() : all(block.toSequentialRange(), most);
    }

    /// All addresses from the first to the last.
    ///
    /// @return empty when there are more than `most`, or these are no two addresses in their order
    static List<IPAddress> range(String first, String last, int most) {
        IPAddress from = parse(first);
        IPAddress to = parse(last);
        boolean ordered = from != null && to != null && from.isIPv4() == to.isIPv4() && from.compareTo(to) <= 0;
        return ordered ? all(from.spanWithRange(to), most) : List.of();
    }

    private static List<IPAddress> all(IPAddressSeqRange range, int most) {
        if (range.getCount().compareTo(BigInteger.valueOf(most)) > 0) {
            return List.of();
        }
        List<IPAddress> found = new ArrayList<>();
        range.iterator().forEachRemaining(found::add);
        return found;
    }

    /// The one way an address is kept; for v6 that of RFC 5952.
    static String canonical(IPAddress address) {
        return address.toCanonicalString();
    }
}
