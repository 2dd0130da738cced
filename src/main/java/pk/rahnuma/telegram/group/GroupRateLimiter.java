package pk.rahnuma.telegram.group;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import pk.rahnuma.shared.ClockTimeMeter;

/// Limits calls to the group per minute: a few at once, the others spread. A pause that Telegram demands comes first.
final class GroupRateLimiter {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    /// Fraction of a minute's calls that may go at once.
    private static final int BURST_DIVISOR = 4;

    private final InstantSource clock;
    private final int atOnce;
    /// Null means no limit.
    private final Bucket bucket;
    private Instant stoppedUntil = Instant.MIN;

    /// @param most calls per minute; 0 for no limit
    GroupRateLimiter(int most, InstantSource clock) {
        this.clock = clock;
        this.atOnce = Math.max(1, most / BURST_DIVISOR);
        this.bucket = most == 0
                ? null
                : Bucket.builder()
                        .withCustomTimePrecision(new ClockTimeMeter(clock))
                        .addLimit(limit -> limit.capacity(atOnce).refillGreedy(Math.max(1, most - atOnce), MINUTE))
                        .build();
    }

    /// Counts the calls and returns true when they may be made now. More calls than may ever be made at once are
    /// admitted when the burst is free, and counted in full.
    boolean tryAcquire(int calls) {
        if (clock.instant().isBefore(stoppedUntil)) {
            return false;
        }
        if (bucket == null) {
            return true;
        }
        int first = Math.min(calls, atOnce);
        if (!bucket.tryConsume(first)) {
            return false;
        }
        if (calls > first) {
            bucket.consumeIgnoringRateLimits(calls - first);
        }
        return true;
    }

    void pauseFor(Duration pause) {
        stoppedUntil = clock.instant().plus(pause);
    }
}
