package pk.rahnuma.persistence.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/// A period cut into equal buckets, which are numbered from 0.
///
/// @param from on whole seconds
/// @param to on whole seconds; exclusive
/// @param bucket length of one
/// @param language of the persons counted; null for all
public record TimeBuckets(Instant from, Instant to, Duration bucket, String language) {

    /// SQL of the bucket of a column, shared by H2 and MariaDB. `:from` has to be bound.
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

    /// Passes all rows of a query to a consumer, with `:from`, `:to` and `:language` bound.
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
