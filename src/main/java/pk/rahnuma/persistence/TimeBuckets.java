package pk.rahnuma.persistence;

import java.time.Duration;
import java.time.Instant;

/// A period cut into equal buckets, which are numbered from 0.
///
/// @param from on whole seconds
/// @param to on whole seconds; exclusive
/// @param bucket length of one
/// @param language of the persons counted; null for all
public record TimeBuckets(Instant from, Instant to, Duration bucket, String language) {

    /// Begin of the SQL of a bucket; the column of the time follows, and [#BUCKET_END]. Binds `:from`, and `:seconds`
    /// of a bucket.
    public static final String BUCKET_BEGIN = " cast(floor(timestampdiff(second, cast(:from as datetime(6)), ";

    public static final String BUCKET_END = ") / :seconds) as signed) bucket";

    public int bucketCount() {
        return (int) Duration.between(from, to).plus(bucket).minusNanos(1).dividedBy(bucket);
    }

    public Instant bucketStart(int number) {
        return from.plus(bucket.multipliedBy(number));
    }
}
