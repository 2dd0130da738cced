package pk.rahnuma.http.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import pk.rahnuma.http.limit.RateLimitHeadersFilter.LimitState;
import pk.rahnuma.shared.ClockTimeMeter;
import pk.rahnuma.shared.NetworkUsage;

/// Rate limit that all clients share, and that none can use up: networks share three quarters of it by the rule of
/// [NetworkUsage]. The rest is for callers who are signed in, also from a network that used its part, and they share it
/// by the same rule.
final class SharedRateLimit implements RateLimit {

    /// Part that is kept for callers who are signed in.
    static final int RESERVE_DIVISOR = 4;

    private final SharedPart common;
    private final SharedPart reserve;

    /// @param quota amount that grows back within the window
    SharedRateLimit(long quota, Duration window, Clock clock) {
        long reserved = quota / RESERVE_DIVISOR;
        this.common = new SharedPart(Math.max(1, quota - reserved), window, clock);
        this.reserve = new SharedPart(Math.max(1, reserved), window, clock);
    }

    /// @param network that it is for; in other limits the key by which clients are counted
    @Override
    public Duration take(String network, long amount, Supplier<Optional<String>> knownCaller) {
        Duration pause = common.take(network, amount);
        return pause.isZero()
                ? pause
                : knownCaller
                        .get()
                        .map(caller -> reserve.take(caller, amount))
                        .filter(Duration::isZero)
                        .orElse(pause);
    }

    @Override
    public Optional<LimitState> findState(String network) {
        return Optional.empty();
    }

    /// Part of the limit, with the rule by which it is shared.
    private static final class SharedPart {

        private static final Duration MIN_PAUSE = Duration.ofMillis(1);

        private final long quota;
        private final Bucket rest;
        private final NetworkUsage usage;

        SharedPart(long quota, Duration window, Clock clock) {
            TimeMeter time = new ClockTimeMeter(clock);
            this.quota = quota;
            this.rest = new LimitPolicy("all", quota, window).createBucket(time);
            this.usage = new NetworkUsage(quota, window, clock);
        }

        synchronized Duration take(String client, long amount) {
            long needed = Math.min(quota, amount + usage.findRequiredRest(client, amount));
            if (rest.getAvailableTokens() < needed || !rest.tryConsume(amount)) {
                Duration pause =
                        Duration.ofNanos(rest.estimateAbilityToConsume(needed).getNanosToWaitForRefill());
                return pause.isZero() ? MIN_PAUSE : pause;
            }
            usage.addUse(client, amount);
            return Duration.ZERO;
        }
    }
}
