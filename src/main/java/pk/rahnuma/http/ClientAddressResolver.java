package pk.rahnuma.http;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork;
import inet.ipaddr.IPAddressString;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.dialog.field.IpAddresses;

/// Determines the address of a client: the peer of its connection, or the address that a proxy reports in
/// `X-Forwarded-For`. Only the proxies that the operator names are believed (`RAHNUMA_API_PROXIES`), since every other
/// client can send that header too.
@Singleton
public final class ClientAddressResolver {

    public static final String FORWARDED_FOR = "X-Forwarded-For";

    /// Proxies in a row that are looked at.
    private static final int MAX_HOPS = 8;

    /// An IPv6 address in brackets and quotes, with a port and blanks.
    private static final int MAX_ENTRY_LENGTH = 80;

    private static final int MAX_PORT_LENGTH = 5;

    private final List<IPAddress> proxies;

    @Inject
    public ClientAddressResolver(ApiConfiguration settings) {
        this(settings.behindProxy(), settings.proxies());
    }

    ClientAddressResolver(boolean isBehindProxy, List<String> networks) {
        this.proxies = isBehindProxy
                ? networks.stream()
                        .map(network ->
                                new IPAddressString(network).getAddress().toPrefixBlock())
                        .toList()
                : List.of();
    }

    /// Tells whether the headers of a peer about its clients are believed.
    public boolean isProxy(InetAddress peer) {
        return !proxies.isEmpty() && isProxy(new IPAddressNetwork.IPAddressGenerator().from(peer.getAddress()));
    }

    private boolean isProxy(IPAddress address) {
        return proxies.stream().anyMatch(network -> network.contains(address));
    }

    /// Address of the client behind a peer, as text without a port.
    ///
    /// Each proxy adds the address that it took the request from at the end. So the list is read from its end, past the
    /// addresses of named proxies; where an entry is no address, the proxy that reported it counts as the client.
    ///
    /// @param forwardedFor values of [#FORWARDED_FOR], in the order of the request
    public String resolveAddress(InetAddress peer, List<String> forwardedFor) {
        String client = peer.getHostAddress();
        if (!isProxy(peer)) {
            return client;
        }
        for (String entry : lastEntries(forwardedFor)) {
            Optional<IPAddress> reported = parseEntry(entry);
            if (reported.isEmpty()) {
                return client;
            }
            client = reported.get().toInetAddress().getHostAddress();
            if (!isProxy(reported.get())) {
                return client;
            }
        }
        return client;
    }

    /// Entries from the end, as many as are looked at.
    private static List<String> lastEntries(List<String> values) {
        List<String> entries = new ArrayList<>();
        for (String value : values.reversed()) {
            int end = value.length();
            while (end >= 0 && entries.size() < MAX_HOPS) {
                int comma = value.lastIndexOf(',', end - 1);
                entries.add(value.substring(comma + 1, end));
                end = comma;
            }
        }
        return entries;
    }

    /// Address of an entry, which some proxies write with a port, in brackets or in quotes; empty for `unknown` and the
    /// like.
    private static Optional<IPAddress> parseEntry(String entry) {
        if (entry.length() > MAX_ENTRY_LENGTH) {
            return Optional.empty();
        }
        String text = entry.strip();
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1);
        }
        int bracket = text.indexOf(']');
        int colon = text.indexOf(':');
        if (text.startsWith("[") && bracket > 0) {
            return isPort(text.substring(bracket + 1)) ? parseAddress(text.substring(1, bracket)) : Optional.empty();
        }
        boolean hasPort = colon > 0 && colon == text.lastIndexOf(':') && isPort(text.substring(colon));
        return parseAddress(hasPort ? text.substring(0, colon) : text);
    }

    private static Optional<IPAddress> parseAddress(String text) {
        return Optional.ofNullable(IpAddresses.parseAddress(text));
    }

    /// True for nothing, or a colon and digits.
    private static boolean isPort(String text) {
        return text.isEmpty()
                || text.length() > 1
                        && text.length() <= MAX_PORT_LENGTH + 1
                        && text.charAt(0) == ':'
                        && text.chars().skip(1).allMatch(digit -> digit >= '0' && digit <= '9');
    }
}
