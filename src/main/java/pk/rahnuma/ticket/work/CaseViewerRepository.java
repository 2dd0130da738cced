package pk.rahnuma.ticket.work;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Repository of the table of members who look at a ticket or application at the moment, and of those who type. Its
/// entries expire.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface CaseViewerRepository extends GenericRepository<CasePresenceRow, CasePresenceRow.PresenceKey> {

    /// Time for which a report is valid.
    Duration PRESENCE_TTL = Duration.ofSeconds(20);

    /// Maximum number of viewers that are shown for a case.
    int MAX_VIEWERS = 50;

    @Query("""
            insert into case_presence (case_id, staff_id, who, typing, seen_at)
            values (:caseId, :staff, :who, :typing, :seenAt)
            on duplicate key update who = values(who), typing = values(typing), seen_at = values(seen_at)
            """)
    void saveViewer(long caseId, long staff, String who, boolean typing, Instant seenAt);

    @Query("""
            select case_id, staff_id, who, typing, seen_at from case_presence
            where case_id = :caseId and seen_at > :since order by who, staff_id limit :most
            """)
    List<CasePresenceRow> findPresent(long caseId, Instant since, int most);

    void deleteBySeenAtLessThan(Instant before);

    /// Viewers of a case, sorted by name.
    default List<CaseViewer> findViewers(long caseId, Instant now) {
        return findPresent(caseId, now.minus(PRESENCE_TTL), MAX_VIEWERS).stream()
                .map(CasePresenceRow::toViewer)
                .toList();
    }

    /// Deletes expired entries.
    default void deleteExpired(Instant now) {
        deleteBySeenAtLessThan(now.minus(PRESENCE_TTL.multipliedBy(3)));
    }
}
