package pk.rahnuma.dialog.field;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork;
import inet.ipaddr.IPAddressSeqRange;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// IP addresses as text. Makes no network request: a host name is not an address.
public final class IpAddresses {
    /// Length of the longest address, `ffff:…:255.255.255.255`.
    private static final int MAX_ADDRESS_LENGTH = 45;

    /// Maximum addresses of a range.
    public static final int MAX_RANGE_SIZE = 256;

    /// With a prefix length, `/128`.
    private static final int MAX_BLOCK_LENGTH = MAX_ADDRESS_LENGTH + 4;

    private static final Pattern IPV4_PATTERN = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6_PATTERN = Pattern.compile("^[0-9A-Fa-f]*+:[0-9A-Fa-f.]*+:[0-9A-Fa-f.:]*");
    private static final IPAddressStringParameters STRICT_PARAMETERS = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowWildcardedSeparator(false)
            .allowPrefix(false)
            .allowMask(false)
            .allow_inet_aton(false)
            .toParams();

    private static final IPAddressStringParameters BLOCK_PARAMETERS = STRICT_PARAMETERS.toBuilder()
            .allowPrefix(true)
            .allowPrefixOnly(false)
            .toParams();

    private IpAddresses() {}

    /// Bytes of a canonical address.
    ///
    /// @return 4 or 16 bytes, first byte first
    /// @throws IllegalArgumentException when it is no single address
    public static byte[] toBytes(String canonical) {
        IPAddress address = parseAddress(canonical);
        if (address == null) {
            throw new IllegalArgumentException("not an address: " + canonical);
        }
        return address.getBytes();
    }

    /// True for an address of the public internet.
    ///
    /// @param address 4 or 16 bytes
    public static boolean isPublic(byte[] address) {
        return ReservedIpRange.rangeOf(new IPAddressNetwork.IPAddressGenerator().from(address)) == null;
    }

    /// One address without prefix, port or zone; null when it is none. A v4 address written as v6 (`::ffff:1.2.3.4`)
    /// becomes the v4 one. Leading zeros are refused: some programs read `010` as eight.
    public static IPAddress parseAddress(String text) {
        if (text.length() > MAX_ADDRESS_LENGTH
                || !(IPV4_PATTERN.matcher(text).matches()
                        || IPV6_PATTERN.matcher(text).matches())) {
            return null;
        }
        IPAddress address = new IPAddressString(text, STRICT_PARAMETERS).getAddress();
        if (address == null || address.isMultiple()) {
            return null;
        }
        return address.isIPv6() && address.toIPv6().isIPv4Mapped()
                ? address.toIPv6().getEmbeddedIPv4Address()
                : address;
    }

    /// True for one address, or a block such as `39.32.0.0/16` that begins with its first address.
    public static boolean isAddressOrBlock(String text) {
        if (parseAddress(text) != null) {
            return true;
        }
        return parseBlock(text) != null;
    }

    /// An address, a block or a range in its stored form; null when it is none of these.
    static IPAddressSeqRange parseRange(String canonical) {
        IPAddress address = parseAddress(canonical);
        int dash = canonical.indexOf('-');
        if (address != null) {
            return address.toSequentialRange();
        }
        return dash > 0
                ? parseRange(canonical.substring(0, dash), canonical.substring(dash + 1))
                : parseBlock(canonical);
    }

    /// A block such as `39.32.1.8/29`; null when the address is not the first of its block.
    static IPAddressSeqRange parseBlock(String text) {
        IPAddress block =
                text.length() > MAX_BLOCK_LENGTH ? null : new IPAddressString(text, BLOCK_PARAMETERS).getAddress();
        return block == null || !block.isPrefixBlock() ? null : block.toSequentialRange();
    }

    /// The addresses from the first to the last; null when these are not two addresses in ascending order.
    static IPAddressSeqRange parseRange(String first, String last) {
        IPAddress from = parseAddress(first);
        IPAddress to = parseAddress(last);
        boolean ordered = from != null && to != null && from.isIPv4() == to.isIPv4() && from.compareTo(to) <= 0;
        return ordered ? from.spanWithRange(to) : null;
    }

    /// Stored form of each address of an address, a block or a range in its stored form; empty when it is none of
    /// these, or has more than 256 addresses.
    public static List<String> listAddresses(String canonical) {
        IPAddressSeqRange range = parseRange(canonical);
        if (range == null || range.getCount().compareTo(BigInteger.valueOf(MAX_RANGE_SIZE)) > 0) {
            return List.of();
        }
        List<String> addresses = new ArrayList<>();
        range.iterator().forEachRemaining(address -> addresses.add(address.toCanonicalString()));
        return addresses;
    }

    /// First and last address of a range, 4 or 16 bytes each.
    public record AddressBounds(byte[] first, byte[] last) {}

    /// Bounds of an address, a block or a range, of any size, as it is typed: also with blanks or a long dash. Empty
    /// when it is none of these.
    public static Optional<AddressBounds> parseBounds(String typed) {
        return Optional.ofNullable(parseRange(typed.replace('–', '-').replace(" ", "")))
                .map(range -> new AddressBounds(
                        range.getLower().getBytes(), range.getUpper().getBytes()));
    }

    /// Number of the addresses in a list of addresses, blocks and ranges in their stored form.
    public static long countAddresses(List<String> canonical) {
        IpAddressRanges all = new IpAddressRanges();
        all.addTexts(canonical);
        return all.addressCount();
    }

    /// Stored form of an address, a block or a range; for v6 that of RFC 5952.
    static String toCanonical(IPAddressSeqRange range) {
        String first = range.getLower().toCanonicalString();
        if (!range.isMultiple()) {
            return first;
        }
        Integer prefix = range.getPrefixLengthForSingleBlock();
        return prefix == null ? first + "-" + range.getUpper().toCanonicalString() : first + "/" + prefix;
    }
}
