package pk.rahnuma.persistence.statistics;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;

/// Durations within one bucket.
///
/// @param kept number of durations within the target
/// @param median half of the durations are no longer
/// @param ninth nine of ten durations are no longer
public record DurationPercentiles(long count, long kept, Duration median, Duration ninth) {

    /// Percentiles by bucket.
    ///
    /// @param query selects `bucket` and `seconds`
    /// @param target in seconds
    public static Map<Integer, DurationPercentiles> findByBucket(
            Jdbi jdbi, TimeBuckets span, String query, long target) {
        Map<Integer, DurationPercentiles> found = new TreeMap<>();
        span.forEachRow(
                jdbi,
                """
                select bucket, max(total) total, max(kept) kept,
                    min(case when 2 * place >= total then seconds end) median,
                    min(case when 10 * place >= 9 * total then seconds end) ninth
                from (select bucket, seconds, row_number() over (partition by bucket order by seconds) place,
                        count(*) over (partition by bucket) total,
                        sum(case when seconds <= %d then 1 else 0 end) over (partition by bucket) kept
                    from (%s) timed) placed
                group by bucket
                """.formatted(target, query),
                row -> found.put(
                        row.getColumn("bucket", Integer.class),
                        new DurationPercentiles(
                                row.getColumn("total", Long.class),
                                row.getColumn("kept", Long.class),
                                Duration.ofSeconds(row.getColumn("median", Long.class)),
                                Duration.ofSeconds(row.getColumn("ninth", Long.class)))));
        return found;
    }
}
