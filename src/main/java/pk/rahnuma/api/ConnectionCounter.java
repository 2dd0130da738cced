package pk.rahnuma.api;

import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts open connections, in all and by address, and refuses those beyond the limits. Safe for any number of threads.
@Singleton
final class ConnectionCounter {

    private final int max;
    private final int maxPerAddress;
    private final AtomicInteger open = new AtomicInteger();

    /// Open connections by network, at least one each: never more entries than connections.
    private final Map<String, Integer> openByNetwork = new ConcurrentHashMap<>();

    ConnectionCounter(ServerSettings settings, ApiSettings api) {
        this.max = settings.getConnections();
        this.maxPerAddress = api.isBehindProxy() ? max : settings.getConnectionsPerAddress();
    }

    /// @return whether there is room; each true is followed by one [#release]
    boolean acquire(InetAddress address) {
        if (open.incrementAndGet() > max) {
            open.decrementAndGet();
            return false;
        }
        String network = Origin.network(address.getHostAddress());
        if (openByNetwork.merge(network, 1, Integer::sum) > maxPerAddress) {
            release(address);
            return false;
        }
        return true;
    }

    void release(InetAddress address) {
        open.decrementAndGet();
        openByNetwork.computeIfPresent(
                Origin.network(address.getHostAddress()), (network, count) -> count == 1 ? null : count - 1);
    }

    int open() {
        return open.get();
    }
}
