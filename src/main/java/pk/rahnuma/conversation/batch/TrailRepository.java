package pk.rahnuma.conversation.batch;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import pk.rahnuma.dialog.model.TrailEntry;
import pk.rahnuma.dialog.model.TrailEntry.Exit;
import pk.rahnuma.persistence.BatchSplitter;
import pk.rahnuma.persistence.UtcTimestamps;

/// Repository of the trail: how persons went through scripts. It has no identity in it, so no figure leads to a person.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class TrailRepository implements GenericRepository<TrailRepository.TrailRow, Long> {

    private static final String INSERT = """
            insert into trail (script, flow, from_step, exit_kind, to_step, reason, language, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final BatchSplitter batches;

    TrailRepository(BatchSplitter batches) {
        this.batches = batches;
    }

    /// A row of the table.
    ///
    /// @param id given by the database
    @MappedEntity(value = "trail", alias = "t")
    public record TrailRow(
            @Id @Nullable Long id,
            String script,
            String flow,
            String fromStep,
            Exit exitKind,
            String toStep,
            @Nullable String reason,
            String language,
            Instant createdAt) {

        private static TrailRow ofEntry(TrailEntry entry, String language, Instant now) {
            return new TrailRow(
                    null,
                    entry.script(),
                    entry.flow(),
                    entry.from(),
                    entry.exit(),
                    entry.to(),
                    entry.reason(),
                    language,
                    now);
        }
    }

    /// Number of entries of one kind.
    ///
    /// @param inside false for those before the period
    @Introspected
    record TrailCount(
            @MappedProperty("from_step") String from,
            @MappedProperty("exit_kind") Exit exit,
            @MappedProperty("to_step") String to,
            @TypeDef(type = DataType.BOOLEAN) boolean inside,
            long many) {}

    /// Entries of a script until the end of a period, by kind.
    ///
    /// @param language null for all
    @Query("""
            select from_step, exit_kind, to_step, case when created_at < :from then 0 else 1 end inside, count(*) many
            from trail
            where script = :script and created_at < :to and (:language is null or language = :language)
            group by from_step, exit_kind, to_step, inside
            """)
    abstract List<TrailCount> countEntries(String script, Instant from, Instant to, @Nullable String language);

    /// @param languages of each entry's conversation
    public void insertTrail(List<TrailEntry> trail, List<String> languages, Instant now) {
        if (!trail.isEmpty()) {
            List<TrailRow> rows = IntStream.range(0, trail.size())
                    .mapToObj(i -> TrailRow.ofEntry(trail.get(i), languages.get(i), now))
                    .toList();
            batches.writeRows(INSERT, rows, TrailRepository::bindRow);
        }
    }

    private static void bindRow(PreparedStatement insert, TrailRow row) throws SQLException {
        insert.setString(1, row.script());
        insert.setString(2, row.flow());
        insert.setString(3, row.fromStep());
        insert.setString(4, row.exitKind().name());
        insert.setString(5, row.toStep());
        insert.setString(6, row.reason());
        insert.setString(7, row.language());
        UtcTimestamps.bindInstant(insert, 8, row.createdAt());
    }
}
