package pk.rahnuma.shared.network;

import java.util.HashMap;
import java.util.Map;

/// Budget of bytes or places that may be in use at the same time. A site ([NetworkSite]) may hold as much as is left
/// for
/// all others: half when it is alone, and less with each further site, so that there is always space for one that holds
/// nothing. Safe for any number of threads.
public final class NetworkBudget {

    private static final int HEAP_DIVISOR = 8;

    private final long max;
    private final Map<String, Long> usedBySite = new HashMap<>();
    private long used;

    private NetworkBudget(long max) {
        this.max = max;
    }

    /// Creates a budget of places.
    public static NetworkBudget ofMaxPlaces(int max) {
        return new NetworkBudget(max);
    }

    /// Creates a budget of bytes.
    ///
    /// @param max in bytes; 0 for an eighth of the heap
    public static NetworkBudget ofMaxBytes(long max) {
        return ofMaxBytes(max, 0);
    }

    /// Creates a budget of bytes with a minimum.
    ///
    /// @param least in bytes, whatever the size of the heap
    public static NetworkBudget ofMaxBytes(long max, long least) {
        return new NetworkBudget(
                max > 0 ? max : Math.max(least, Runtime.getRuntime().maxMemory() / HEAP_DIVISOR));
    }

    /// Reserves an amount.
    ///
    /// @param network of [pk.rahnuma.shared.NetworkPrefix]
    /// @return true when there is space; each true is followed by a [#release] of the same amount
    public synchronized boolean reserve(String network, long amount) {
        if (!hasSpace(network, amount)) {
            return false;
        }
        usedBySite.merge(NetworkSite.siteOf(network), amount, Long::sum);
        used += amount;
        return true;
    }

    /// Tells whether an amount could be reserved now.
    public synchronized boolean hasSpace(String network, long amount) {
        long own = usedBySite.getOrDefault(NetworkSite.siteOf(network), 0L) + amount;
        return own <= max - used - amount;
    }

    public synchronized void release(String network, long amount) {
        used -= amount;
        usedBySite.computeIfPresent(NetworkSite.siteOf(network), (same, own) -> own == amount ? null : own - amount);
    }

    /// Tells whether more than half is in use, so that slow requests have to end.
    public synchronized boolean isShort() {
        return used > max / 2;
    }
}
