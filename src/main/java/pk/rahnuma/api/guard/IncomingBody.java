package pk.rahnuma.api.guard;

import java.time.Duration;
import pk.rahnuma.api.http.ServerConfiguration;

/// One body as it comes: how much of it, and how fast.
final class IncomingBody {

    private static final double NANOS_PER_SECOND = 1e9;

    private final String path;
    private final long max;
    private final ServerConfiguration settings;
    private final long begun;
    private long touched;
    private long received;

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

    /// @param now nanoseconds of the event loop's ticker
    void recordProgress(long now) {
        touched = now;
    }

    /// @return how many of these bytes are to be reserved: those after the free ones, and of a file no more than what
    ///     waits in a buffer
    long addBytes(int bytes) {
        long before = chargeable();
        received += bytes;
        return chargeable() - before;
    }

    private long chargeable() {
        long most = RequestBodyLimits.isConsoleFile(path) ? max : RequestBodyLimits.MAX_BODY_BYTES;
        return Math.clamp(received, RequestGuardHandler.FREE_BODY_BYTES, most);
    }

    boolean isTooLarge() {
        return received > max;
    }

    /// @param isShort whether others wait for room: a file has no longer than any other body then
    boolean isTooSlow(long now, boolean isShort) {
        long stall = settings.getBodyStall().toNanos();
        long taken = now - begun;
        return now - touched > stall
                || taken > patience(isShort).toNanos()
                || taken > stall && received < settings.getBodyRate() * ((taken - stall) / NANOS_PER_SECOND);
    }

    private Duration patience(boolean isShort) {
        return !isShort && (RequestBodyLimits.isFile(path) || RequestBodyLimits.isConsoleFile(path))
                ? settings.getFilePatience()
                : settings.getBodyPatience();
    }
}
