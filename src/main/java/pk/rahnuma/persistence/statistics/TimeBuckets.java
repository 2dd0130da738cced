package pk.rahnuma.persistence.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/// A time that is counted in, cut into equal parts, its buckets, which are counted from 0.
///
/// @param from and `to`: on whole seconds; `to` is not within it
/// @param bucket how long one is
/// @param language of whom is counted; null for all
public record TimeBuckets(Instant from, Instant to, Duration bucket, String language) {

    /// The bucket that a column falls into, as SQL that H2 and MariaDB share. `:from` is to be bound.
    public String bucketExpression(String column) {
        return "cast(floor(timestampdiff(second, cast(:from as datetime(6)), " + column + ") / " + bucket.toSeconds()
                + ") as signed)";
    }

    public int bucketCount() {
        return (int) Duration.between(from, to).plus(bucket).minusNanos(1).dividedBy(bucket);
    }

    public Instant bucketStart(int number) {
        return from.plus(bucket.multipliedBy(number));
    }

    /// All rows of a query, in which `:from`, `:to` and `:language` are these.
    public void forEachRow(Jdbi jdbi, String sql, Consumer<RowView> row) {
        jdbi.useHandle(handle -> handle.createQuery(sql)
                .bind("from", from)
                .bind("to", to)
                .bind("language", language)
                .map((RowView found) -> {
                    row.accept(found);
                    return 0;
                })
                .list());
    }
}
