package pk.rahnuma.api.limit;

import java.util.HashMap;
import java.util.Map;

/// Budget of bytes that may be in use at the same time. A network may hold as much as is left for all others: half when
/// it is alone, and less with each further network, so that there is always space for a network that holds nothing.
/// Safe for any number of threads.
public final class BodyMemoryBudget {

    private static final int HEAP_DIVISOR = 8;

    private final long max;
    private final Map<String, Long> usedByNetwork = new HashMap<>();
    private long used;

    private BodyMemoryBudget(long max) {
        this.max = max;
    }

    /// Creates a budget.
    ///
    /// @param max in bytes; 0 for an eighth of the heap
    public static BodyMemoryBudget ofMaxBytes(long max) {
        return ofMaxBytes(max, 0);
    }

    /// Creates a budget with a minimum.
    ///
    /// @param least in bytes, whatever the size of the heap
    public static BodyMemoryBudget ofMaxBytes(long max, long least) {
        return new BodyMemoryBudget(
                max > 0 ? max : Math.max(least, Runtime.getRuntime().maxMemory() / HEAP_DIVISOR));
    }

    /// Reserves bytes.
    ///
    /// @param network of [pk.rahnuma.api.http.RequestOrigin#networkPrefix]
    /// @return true when there is space; each true is followed by a [#releaseBytes] of the same amount
    public synchronized boolean reserveBytes(String network, long amount) {
        long own = usedByNetwork.getOrDefault(network, 0L) + amount;
        if (own > max - used - amount) {
            return false;
        }
        usedByNetwork.put(network, own);
        used += amount;
        return true;
    }

    public synchronized void releaseBytes(String network, long amount) {
        used -= amount;
        usedByNetwork.computeIfPresent(network, (same, own) -> own == amount ? null : own - amount);
    }

    /// Tells whether more than half is in use, so that slow requests have to end.
    public synchronized boolean isShort() {
        return used > max / 2;
    }
}
