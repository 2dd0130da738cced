package pk.rahnuma.http.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import pk.rahnuma.http.limit.RateLimitHeadersFilter.LimitState;

/// Rate limit of clients by key. The least active ones are forgotten when there are too many.
final class ClientRateLimit implements RateLimit {

    static final int MAX_BUCKETS = 50_000;

    private static final Duration DAY = Duration.ofDays(1);

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_BUCKETS)
            .expireAfterAccess(DAY)
            .build();
    private final LimitPolicy policy;
    private final TimeMeter time;

    ClientRateLimit(LimitPolicy policy, TimeMeter time) {
        this.policy = policy;
        this.time = time;
    }

    @Override
    public Duration take(String key, long amount, Supplier<Optional<String>> knownCaller) {
        return take(key, amount);
    }

    Duration take(String key, long amount) {
        return Duration.ofNanos(
                findBucket(key).tryConsumeAndReturnRemaining(amount).getNanosToWaitForRefill());
    }

    /// Time until there will be enough.
    Duration findPause(String key, long amount) {
        return Duration.ofNanos(findBucket(key).estimateAbilityToConsume(amount).getNanosToWaitForRefill());
    }

    private Bucket findBucket(String key) {
        return buckets.get(key, unknown -> policy.createBucket(time));
    }

    /// Empty when nothing was ever taken.
    @Override
    public Optional<LimitState> findState(String key) {
        return Optional.ofNullable(buckets.getIfPresent(key)).map(bucket -> {
            long remaining = bucket.getAvailableTokens();
            return new LimitState(
                    policy.name(),
                    policy.quota(),
                    policy.window(),
                    remaining,
                    Duration.ofNanos(
                            bucket.estimateAbilityToConsume(remaining + 1).getNanosToWaitForRefill()));
        });
    }

    /// Number of clients that are in memory.
    long countClients() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }
}
