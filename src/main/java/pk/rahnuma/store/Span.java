package pk.rahnuma.store;

import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.statement.Query;

/// A time that is counted in, cut into equal parts, its buckets, which are counted from 0.
///
/// @param from and `to`: on whole seconds; `to` is not within it
/// @param bucket how long one is
/// @param language of whom is counted; null for all
public record Span(Instant from, Instant to, Duration bucket, String language) {

    /// The bucket that a column falls into, as SQL that H2 and MariaDB share. `:from` is to be bound.
    public String bucket(String column) {
        return "cast(floor(timestampdiff(second, cast(:from as datetime(6)), " + column + ") / " + bucket.toSeconds()
                + ") as signed)";
    }

    public int buckets() {
        return (int) Duration.between(from, to).plus(bucket).minusNanos(1).dividedBy(bucket);
    }

    public Instant at(int number) {
        return from.plus(bucket.multipliedBy(number));
    }

    /// The names that [#bucket(String)] and its kin use.
    public Query bind(Query query) {
        return query.bind("from", from).bind("to", to).bind("language", language);
    }

    /// For each `bucket` of a query that gives `bucket` and `seconds`: `total`, `kept` (those that took no longer than
    /// `target` seconds), `median` and `ninth` (nine of ten took no longer).
    public static String percentiles(String query, long target) {
        return """
                select bucket, max(total) total, max(kept) kept,
                    min(case when 2 * place >= total then seconds end) median,
                    min(case when 10 * place >= 9 * total then seconds end) ninth
                from (select bucket, seconds, row_number() over (partition by bucket order by seconds) place,
                        count(*) over (partition by bucket) total,
                        sum(case when seconds <= %d then 1 else 0 end) over (partition by bucket) kept
                    from (%s) timed) placed
                group by bucket
                """.formatted(target, query);
    }
}
