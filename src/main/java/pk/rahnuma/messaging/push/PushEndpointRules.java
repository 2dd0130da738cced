package pk.rahnuma.messaging.push;

import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;
import pk.rahnuma.dialog.field.IpAddresses;

/// Rules for addresses of push services, which come from outside: a request of the desk must not reach its own network.
/// The name is looked up for each connection, and a connection is made to the addresses that were checked.
@Singleton
public final class PushEndpointRules implements Dns {

    /// Maximum characters of an address.
    public static final int MAX_ENDPOINT_LENGTH = 1_000;

    private static final int HTTPS_PORT = 443;

    private final PushConfiguration settings;

    public PushEndpointRules(PushConfiguration settings) {
        this.settings = settings;
    }

    /// True for an `https` address on the usual port, with the name of a host.
    public boolean isAllowed(String endpoint) {
        if (endpoint == null || endpoint.length() > MAX_ENDPOINT_LENGTH) {
            return false;
        }
        try {
            URI address = new URI(endpoint);
            boolean http = settings.local() && "http".equals(address.getScheme());
            return address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawFragment() == null
                    && (http || "https".equals(address.getScheme()))
                    && (settings.local() || isPublicName(address));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isPublicName(URI address) {
        String host = address.getHost();
        boolean name = host.contains(".") && host.matches("(?i)[a-z0-9.-]+[a-z]");
        return name && (address.getPort() == -1 || address.getPort() == HTTPS_PORT);
    }

    /// @throws UnknownHostException when the name has an address that is not public
    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> addresses = Dns.SYSTEM.lookup(host);
        return checkAddresses(addresses);
    }

    List<InetAddress> checkAddresses(List<InetAddress> addresses) throws UnknownHostException {
        for (InetAddress address : addresses) {
            if (!settings.local() && !IpAddresses.isPublic(address.getAddress())) {
                throw new UnknownHostException("not a public address");
            }
        }
        return addresses;
    }
}
