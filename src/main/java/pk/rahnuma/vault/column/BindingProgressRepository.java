package pk.rahnuma.vault.column;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.persistence.UtcTimestamps;

/// Table `sealed_column`: progress of binding the values of each column to their rows.
@Singleton
class BindingProgressRepository {

    private final Jdbi jdbi;

    BindingProgressRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param lastKey key of the last row processed, as in a [pk.rahnuma.vault.SealedPlace]; null before the first
    /// @param looked values processed so far
    /// @param failed values among these that open in neither format
    /// @param finishedAt null until a run has finished
    record BindingProgress(byte[] lastKey, long looked, long failed, Instant finishedAt) {

        static final BindingProgress NOT_STARTED = new BindingProgress(null, 0, 0, null);
    }

    /// Progress by name of the column; without columns that were not started.
    Map<String, BindingProgress> findAll() {
        return jdbi.withHandle(handle -> {
            Map<String, BindingProgress> found = new HashMap<>();
            handle.createQuery("select name, last_key, looked, failed, finished_at from sealed_column")
                    .map((row, context) -> Map.entry(row.getString(1), read(row)))
                    .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
            return found;
        });
    }

    void saveProgress(SealedColumn column, BindingProgress progress) {
        jdbi.useHandle(handle -> handle.execute(
                """
                insert into sealed_column (name, last_key, looked, failed, finished_at) values (?, ?, ?, ?, ?)
                on duplicate key update last_key = values(last_key), looked = values(looked),
                    failed = values(failed), finished_at = values(finished_at)
                """,
                column.toString(),
                progress.lastKey(),
                progress.looked(),
                progress.failed(),
                progress.finishedAt() == null ? null : UtcTimestamps.toUtc(progress.finishedAt())));
    }

    private static BindingProgress read(ResultSet row) throws SQLException {
        return new BindingProgress(row.getBytes(2), row.getLong(3), row.getLong(4), UtcTimestamps.readInstant(row, 5));
    }
}
