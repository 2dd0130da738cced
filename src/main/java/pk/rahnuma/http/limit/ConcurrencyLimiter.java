package pk.rahnuma.http.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Limits concurrent operations in total and by key. Keys are stored only while they have an operation. Safe for any
/// number of threads.
public final class ConcurrencyLimiter {

    private final int max;
    private final int maxPerKey;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Map<String, Integer> underWayByKey = new ConcurrentHashMap<>();

    public ConcurrencyLimiter(int max, int maxPerKey) {
        this.max = max;
        this.maxPerKey = maxPerKey;
    }

    /// Starts an operation that has no key.
    ///
    /// @return true when there is space; each true is followed by one [#release()]
    public boolean tryAcquire() {
        if (underWay.incrementAndGet() > max) {
            underWay.decrementAndGet();
            return false;
        }
        return true;
    }

    /// Starts an operation.
    ///
    /// @return true when there is space; each true is followed by one [#release(String)]
    public boolean tryAcquire(String key) {
        if (!tryAcquire()) {
            return false;
        }
        if (underWayByKey.merge(key, 1, Integer::sum) > maxPerKey) {
            release(key);
            return false;
        }
        return true;
    }

    public void release() {
        underWay.decrementAndGet();
    }

    public void release(String key) {
        release();
        underWayByKey.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }
}
