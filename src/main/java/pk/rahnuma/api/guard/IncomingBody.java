package pk.rahnuma.api.guard;

import pk.rahnuma.api.http.ServerConfiguration;

/// Progress of a body that is being received: its bytes and its rate.
final class IncomingBody {

    /// Factor of the minimum rate while memory is short. A file still arrives at 64 kbit/s.
    static final int SHORTAGE_RATE_FACTOR = 3;

    private static final double NANOS_PER_SECOND = 1e9;

    private final String path;
    private final long max;
    private final ServerConfiguration settings;
    private final long begun;
    private long touched;
    private long received;

    /// Starts to measure a body.
    ///
    /// @param path that it is sent to, without query
    /// @param now as [#recordProgress] takes it
    IncomingBody(String path, ServerConfiguration settings, long now) {
        this.path = path;
        this.max = RequestBodyLimits.maxBytesFor(path);
        this.settings = settings;
        this.begun = now;
        this.touched = now;
    }

    String describeLimit() {
        return RequestBodyLimits.describeLimit(path);
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
        long limit = RequestBodyLimits.isConsoleFile(path) ? max : RequestBodyLimits.MAX_BODY_BYTES;
        return Math.clamp(received, RequestGuardHandler.FREE_BODY_BYTES, limit);
    }

    boolean isTooLarge() {
        return received > max;
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
