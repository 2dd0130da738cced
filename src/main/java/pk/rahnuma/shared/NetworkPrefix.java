package pk.rahnuma.shared;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Network prefix that rate limits count by: one customer of an internet provider has a whole /64 of IPv6.
public final class NetworkPrefix {

    private static final int IPV6_PREFIX_BYTES = 8;
    private static final Pattern IPV6_PATTERN = Pattern.compile("[0-9A-Fa-f:.]{2,45}(%[\\w.-]{1,32})?");

    private NetworkPrefix() {}

    /// @param address as text; any other text is returned unchanged
    public static String prefixOf(String address) {
        if (address.indexOf(':') < 0 || !IPV6_PATTERN.matcher(address).matches()) {
            return address;
        }
        try {
            InetAddress read = InetAddress.getByName(address);
            return read instanceof Inet4Address
                    ? read.getHostAddress()
                    : HexFormat.of().formatHex(Arrays.copyOf(read.getAddress(), IPV6_PREFIX_BYTES));
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
