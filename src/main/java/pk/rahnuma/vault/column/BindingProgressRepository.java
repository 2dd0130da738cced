package pk.rahnuma.vault.column;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/// Repository of the progress of binding the values of each column to their rows.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface BindingProgressRepository extends GenericRepository<BindingProgressRepository.BindingProgress, String> {

    /// A row of the table `sealed_column`.
    ///
    /// @param name of the column, with its table
    /// @param lastKey key of the last row processed, as in a [pk.rahnuma.vault.SealedPlace]; null before the first
    /// @param looked values processed so far
    /// @param failed values among these that open in neither format
    /// @param finishedAt null until a run has finished
    @MappedEntity(value = "sealed_column", alias = "c")
    record BindingProgress(
            @Id String name,
            @Nullable byte[] lastKey,
            long looked,
            long failed,
            @Nullable Instant finishedAt) {

        static BindingProgress notStarted(SealedColumn column) {
            return new BindingProgress(column.toString(), null, 0, 0, null);
        }
    }

    /// Progress of all columns that were started.
    List<BindingProgress> findAll();

    @Query("""
            insert into sealed_column (name, last_key, looked, failed, finished_at)
            values (:name, :lastKey, :looked, :failed, :finishedAt)
            on duplicate key update last_key = values(last_key), looked = values(looked), failed = values(failed),
                finished_at = values(finished_at)
            """)
    void saveProgress(BindingProgress progress);
}
