package pk.rahnuma.http.limit;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import pk.rahnuma.shared.NetworkSite;

/// Checks the files of each site ([NetworkSite]) one after the other, so that none occupies all threads with slow
/// pictures. Safe for any number of threads.
public final class NetworkFileQueue {

    private record Slot(Semaphore free, int users) {}

    private final Map<String, Slot> slots = new ConcurrentHashMap<>();

    /// Waits for the file before.
    ///
    /// @param network of [pk.rahnuma.shared.NetworkPrefix]
    /// @return true when its turn came in time; each true is followed by one [#leave]
    public boolean enter(String network, Duration timeout) {
        Slot slot = slots.merge(
                NetworkSite.siteOf(network),
                new Slot(new Semaphore(1, true), 1),
                (now, fresh) -> new Slot(now.free, now.users + 1));
        boolean entered = false;
        try {
            entered = slot.free.tryAcquire(timeout.toNanos(), NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!entered) {
            forget(network);
        }
        return entered;
    }

    public void leave(String network) {
        slots.get(NetworkSite.siteOf(network)).free.release();
        forget(network);
    }

    private void forget(String network) {
        slots.computeIfPresent(
                NetworkSite.siteOf(network), (same, now) -> now.users == 1 ? null : new Slot(now.free, now.users - 1));
    }
}
