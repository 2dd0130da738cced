package pk.rahnuma.telegram;

import java.time.Duration;

/// Pauses between tries: one second, doubled each time.
final class RetryBackoff {

    private static final int DOUBLINGS = 20;

    private RetryBackoff() {}

    /// @param failures how often it failed before
    static Duration after(int failures, Duration most) {
        Duration pause = Duration.ofSeconds(1L << Math.clamp(failures, 0, DOUBLINGS));
        return pause.compareTo(most) < 0 ? pause : most;
    }

    /// How time is let pass; tests count it instead.
    @FunctionalInterface
    interface Sleeper {
        void take(Duration pause) throws InterruptedException;
    }
}
