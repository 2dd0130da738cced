package pk.rahnuma.api;

import java.util.concurrent.atomic.AtomicLong;

/// Bytes that may be in memory at the same time, whoever sent them. Safe for any number of threads.
final class BodyBudget {

    private static final int SHARE_OF_HEAP = 8;

    private final long max;
    private final AtomicLong used = new AtomicLong();

    private BodyBudget(long max) {
        this.max = max;
    }

    /// @param max 0 for an eighth of the heap
    static BodyBudget of(long max) {
        return of(max, 0);
    }

    /// @param least whatever the heap is
    static BodyBudget of(long max, long least) {
        return new BodyBudget(
                max > 0 ? max : Math.max(least, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
    }

    /// @return whether there is room; each true is followed by a [#release] of as many
    boolean reserve(long bytes) {
        if (used.addAndGet(bytes) <= max) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    void release(long bytes) {
        used.addAndGet(-bytes);
    }
}
