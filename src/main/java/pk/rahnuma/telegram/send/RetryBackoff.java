package pk.rahnuma.telegram.send;

import java.time.Duration;

/// Delays between retries: one second, doubled each time.
public final class RetryBackoff {

    private static final int MAX_DOUBLINGS = 20;

    private RetryBackoff() {}

    /// @param failures number of earlier failures
    public static Duration delayAfter(int failures, Duration limit) {
        Duration pause = Duration.ofSeconds(1L << Math.clamp(failures, 0, MAX_DOUBLINGS));
        return pause.compareTo(limit) < 0 ? pause : limit;
    }

    /// Waits; tests count the waits instead.
    @FunctionalInterface
    public interface Sleeper {
        void pauseFor(Duration pause) throws InterruptedException;
    }
}
