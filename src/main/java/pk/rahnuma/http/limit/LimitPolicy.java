package pk.rahnuma.http.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/// Rate that a limit allows.
///
/// @param name that responses give it
/// @param quota amount at once
/// @param window time in which the whole quota grows back
record LimitPolicy(String name, long quota, Duration window) {

    Bucket createBucket(TimeMeter time) {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(quota).refillGreedy(quota, window))
                .build();
    }

    /// The same rate for several clients together.
    LimitPolicy multiplyBy(int factor) {
        return new LimitPolicy(name, Math.multiplyExact(quota, factor), window);
    }
}
