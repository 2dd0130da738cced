package pk.rahnuma.conversation.report;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import pk.rahnuma.dialog.model.TrailEntry.Exit;

/// Counts entries of the trail. The trail has no identity in it, so no figure leads to a person.
@Singleton
public final class TrailStatisticsRepository {

    private final Jdbi jdbi;

    TrailStatisticsRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Number of entries of one kind.
    ///
    /// @param inside false for those before the period
    record TrailCount(String from, Exit exit, String to, boolean inside, long many) {}

    /// Entries of a script until the end of a period, by kind.
    ///
    /// @param language null for all
    List<TrailCount> countEntries(String script, Instant from, Instant to, String language) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select from_step, exit_kind, to_step, case when created_at < :from then 0 else 1 end inside,
                            count(*) many
                        from trail
                        where script = :script and created_at < :to and (:language is null or language = :language)
                        group by from_step, exit_kind, to_step, inside
                        """)
                .bind("script", script)
                .bind("from", from)
                .bind("to", to)
                .bind("language", language)
                .map((RowView row) -> new TrailCount(
                        row.getColumn("from_step", String.class),
                        Exit.valueOf(row.getColumn("exit_kind", String.class)),
                        row.getColumn("to_step", String.class),
                        row.getColumn("inside", Integer.class) == 1,
                        row.getColumn("many", Long.class)))
                .list());
    }
}
