package pk.rahnuma.shared;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/// Budget of bytes or places that may be in use at the same time. A site ([NetworkSite]) may hold as much as is left to
/// all others: half when it is alone, and less with each further site, so that there is always space for one that holds
/// nothing. Safe for any number of threads.
public final class NetworkBudget {

    private static final int HEAP_DIVISOR = 8;

    private final long max;
    private final Map<String, Long> usedBySite = new HashMap<>();
    private final Set<WaitingClient> waiting = new LinkedHashSet<>();
    private long used;

    /// A thread that waits for an amount. Each is another, whatever it waits for.
    private static final class WaitingClient {
        private final String site;
        private final long amount;
        private final CountDownLatch reserved = new CountDownLatch(1);

        WaitingClient(String site, long amount) {
            this.site = site;
            this.amount = amount;
        }
    }

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
    /// @param network of [NetworkPrefix]
    /// @return true when there is space; each true is followed by a [#release] of the same amount
    public boolean reserve(String network, long amount) {
        return reserveForSite(NetworkSite.siteOf(network), amount);
    }

    private synchronized boolean reserveForSite(String site, long amount) {
        if (!hasSpaceForSite(site, amount)) {
            return false;
        }
        usedBySite.merge(site, amount, Long::sum);
        used += amount;
        return true;
    }

    /// Reserves an amount, and waits for it where it is in use, behind those that wait already.
    ///
    /// @return true when there was space in time; each true is followed by a [#release] of the same amount
    public boolean reserve(String network, long amount, Duration timeout) throws InterruptedException {
        WaitingClient client = new WaitingClient(NetworkSite.siteOf(network), amount);
        synchronized (this) {
            if (reserveForSite(client.site, amount)) {
                return true;
            }
            waiting.add(client);
        }
        boolean isInTime = false;
        try {
            isInTime = client.reserved.await(timeout.toNanos(), NANOSECONDS);
        } finally {
            if (!isInTime) {
                withdraw(client);
            }
        }
        return isInTime;
    }

    private synchronized void withdraw(WaitingClient client) {
        if (!waiting.remove(client)) {
            releaseForSite(client.site, client.amount);
        }
    }

    /// Tells whether an amount could be reserved now.
    public boolean hasSpace(String network, long amount) {
        return hasSpaceForSite(NetworkSite.siteOf(network), amount);
    }

    private synchronized boolean hasSpaceForSite(String site, long amount) {
        long own = usedBySite.getOrDefault(site, 0L) + amount;
        return own <= max - used - amount;
    }

    public void release(String network, long amount) {
        releaseForSite(NetworkSite.siteOf(network), amount);
    }

    private synchronized void releaseForSite(String site, long amount) {
        used -= amount;
        usedBySite.computeIfPresent(site, (same, own) -> own == amount ? null : own - amount);
        Iterator<WaitingClient> clients = waiting.iterator();
        while (clients.hasNext()) {
            WaitingClient client = clients.next();
            if (reserveForSite(client.site, client.amount)) {
                clients.remove();
                client.reserved.countDown();
            }
        }
    }

    /// Tells whether more than half is in use, so that slow requests have to end.
    public synchronized boolean isShort() {
        return used > max / 2;
    }

    /// Number of threads that wait.
    public synchronized int countWaiting() {
        return waiting.size();
    }
}
