package pk.rahnuma.http.guard;

import pk.rahnuma.http.ServerConfiguration;

/// Progress of a body that is being received: its bytes and its rate.
final class IncomingBody {

    /// Factor of the minimum rate while memory is short. A file still arrives at 64 kbit/s.
    static final int SHORTAGE_RATE_FACTOR = 3;

    private static final double NANOS_PER_SECOND = 1e9;

    private final BodySize size;
    private final ServerConfiguration settings;
    private final long begun;
    private long touched;
    private long received;

    /// Starts to measure a body.
    ///
    /// @param size that the path takes
    /// @param now as [#recordProgress] takes it
    IncomingBody(BodySize size, ServerConfiguration settings, long now) {
        this.size = size;
        this.settings = settings;
        this.begun = now;
        this.touched = now;
    }

    String describeLimit() {
        return size.describeLimit();
    }

    /// Records that bytes arrived.
    ///
    /// @param now nanoseconds of the event loop's ticker
    void recordProgress(long now) {
        touched = now;
    }

    /// Counts received bytes.
    ///
    /// @return number of these bytes to reserve: those after the free ones, and of a file at most one buffer
    long addBytes(int bytes) {
        long before = chargeable();
        received += bytes;
        return chargeable() - before;
    }

    private long chargeable() {
        BodySize limit = size == BodySize.BUFFERED_FILE ? size : BodySize.SMALL;
        return Math.clamp(received, RequestGuardHandler.FREE_BODY_BYTES, limit.maxBytes());
    }

    boolean isTooLarge() {
        return received > size.maxBytes();
    }

    /// Tells whether the body is too slow: it stalls, or its average rate is below the minimum. Its time thus follows
    /// from its size.
    ///
    /// @param isShort true when memory is short
    boolean isTooSlow(long now, boolean isShort) {
        long stall = settings.bodyStall().toNanos();
        long rate = isShort ? (long) SHORTAGE_RATE_FACTOR * settings.bodyRate() : settings.bodyRate();
        return now - touched > stall || received < rate * ((now - begun - stall) / NANOS_PER_SECOND);
    }
}
