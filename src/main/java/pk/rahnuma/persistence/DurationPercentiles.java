package pk.rahnuma.persistence;

import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Durations within one bucket.
///
/// @param kept number of durations within the target
/// @param median half of the durations are no longer
/// @param ninth nine of ten durations are no longer
public record DurationPercentiles(long count, long kept, Duration median, Duration ninth) {

    /// Begin of a query for rows; a select of `bucket` and `seconds` follows, and [#QUERY_END]. Binds `:target` in
    /// seconds.
    public static final String QUERY_BEGIN = """
            select bucket, max(total) total, max(kept) kept,
                min(case when 2 * place >= total then seconds end) median,
                min(case when 10 * place >= 9 * total then seconds end) ninth
            from (select bucket, seconds, row_number() over (partition by bucket order by seconds) place,
                    count(*) over (partition by bucket) total,
                    sum(case when seconds <= :target then 1 else 0 end) over (partition by bucket) kept
                from (
            """;

    public static final String QUERY_END = ") timed) placed group by bucket";

    /// A row of the query. Durations are in seconds.
    @Introspected
    public record BucketRow(int bucket, long total, long kept, long median, long ninth) {

        private DurationPercentiles toPercentiles() {
            return new DurationPercentiles(total, kept, Duration.ofSeconds(median), Duration.ofSeconds(ninth));
        }
    }

    /// Percentiles by bucket.
    public static Map<Integer, DurationPercentiles> groupByBucket(Collection<BucketRow> rows) {
        return rows.stream()
                .collect(Collectors.toMap(
                        BucketRow::bucket, BucketRow::toPercentiles, (one, other) -> one, TreeMap::new));
    }
}
