package pk.rahnuma.api.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Buckets of clients by key. The least active ones are evicted when there are too many.
final class ClientBuckets {

    static final int MAX_BUCKETS = 50_000;

    private static final Duration DAY = Duration.ofDays(1);

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_BUCKETS)
            .expireAfterAccess(DAY)
            .build();
    private final Supplier<Bucket> full;

    /// @param full creates the bucket of a client that is not known
    ClientBuckets(Supplier<Bucket> full) {
        this.full = full;
    }

    Bucket findBucket(String key) {
        return buckets.get(key, unknown -> full.get());
    }

    Optional<Bucket> findPresent(String key) {
        return Optional.ofNullable(buckets.getIfPresent(key));
    }

    /// Number of buckets.
    long countBuckets() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }
}
