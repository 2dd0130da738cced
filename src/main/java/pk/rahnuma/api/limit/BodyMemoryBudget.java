package pk.rahnuma.api.limit;

import java.util.HashMap;
import java.util.Map;

/// Bytes, or places for them, that may be in use at the same time. Each network may hold as much as is left to all
/// others: half when it is alone, and the more networks hold a share, the smaller the next one is, so that there is
/// always something left for one that holds nothing. Safe for any number of threads.
public final class BodyMemoryBudget {

    private static final int HEAP_DIVISOR = 8;

    private final long max;
    private final Map<String, Long> usedByNetwork = new HashMap<>();
    private long used;

    private BodyMemoryBudget(long max) {
        this.max = max;
    }

    /// @param max 0 for an eighth of the heap
    public static BodyMemoryBudget ofMaxBytes(long max) {
        return ofMaxBytes(max, 0);
    }

    /// @param least whatever the heap is
    public static BodyMemoryBudget ofMaxBytes(long max, long least) {
        return new BodyMemoryBudget(
                max > 0 ? max : Math.max(least, Runtime.getRuntime().maxMemory() / HEAP_DIVISOR));
    }

    /// @param network of [pk.rahnuma.api.http.RequestOrigin#networkPrefix]
    /// @return whether there is room; each true is followed by a [#releaseBytes] of as many
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

    /// Tells whether more than half is in use, so that who is slow has to make room.
    public synchronized boolean isShort() {
        return used > max / 2;
    }
}
