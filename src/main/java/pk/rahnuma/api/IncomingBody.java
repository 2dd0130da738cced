package pk.rahnuma.api;

import java.time.Duration;

/// One body as it comes: how much of it, and how fast.
final class IncomingBody {

    private static final double NANOS_PER_SECOND = 1e9;

    private final String path;
    private final long max;
    private final Duration patience;
    private final long begun = System.nanoTime();
    private long touched = begun;
    private long received;

    /// @param path that it is sent to, without query
    IncomingBody(String path, Duration patience) {
        this.path = path;
        this.max = BodyLimits.forPath(path);
        this.patience = patience;
    }

    String bound() {
        return BodyLimits.inWords(path);
    }

    void touch() {
        touched = System.nanoTime();
    }

    /// @return how many of these bytes are to be reserved: those after the free ones, and of a file no more than what
    ///     waits in a buffer
    long add(int bytes) {
        long before = chargeable();
        received += bytes;
        return chargeable() - before;
    }

    private long chargeable() {
        long most = BodyLimits.isConsoleFile(path) ? max : BodyLimits.MAX_BODY_BYTES;
        return Math.clamp(received, RequestGuardHandler.FREE_BODY_BYTES, most);
    }

    boolean isTooLarge() {
        return received > max;
    }

    boolean isTooSlow(long now, ServerSettings settings) {
        long stall = settings.getBodyStall().toNanos();
        long taken = now - begun;
        return now - touched > stall
                || taken > patience.toNanos()
                || taken > stall && received < settings.getBodyRate() * ((taken - stall) / NANOS_PER_SECOND);
    }
}
