package pk.rahnuma.ticket.work;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Repository of the table of agents who look at a ticket at the moment, and of those who type. Its entries expire.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface TicketViewerRepository extends GenericRepository<TicketPresenceRow, TicketPresenceRow.PresenceKey> {

    /// Time for which a report is valid.
    Duration PRESENCE_TTL = Duration.ofSeconds(20);

    /// Maximum number of viewers that are shown for a ticket.
    int MAX_VIEWERS = 50;

    @Query("""
            insert into ticket_presence (ticket_id, staff_id, who, typing, seen_at)
            values (:ticket, :staff, :who, :typing, :seenAt)
            on duplicate key update who = values(who), typing = values(typing), seen_at = values(seen_at)
            """)
    void saveViewer(long ticket, long staff, String who, boolean typing, Instant seenAt);

    @Query("""
            select ticket_id, staff_id, who, typing, seen_at from ticket_presence
            where ticket_id = :ticket and seen_at > :since order by who, staff_id limit :most
            """)
    List<TicketPresenceRow> findPresent(long ticket, Instant since, int most);

    void deleteBySeenAtLessThan(Instant before);

    /// Viewers of a ticket, sorted by name.
    default List<TicketViewer> findViewers(long ticket, Instant now) {
        return findPresent(ticket, now.minus(PRESENCE_TTL), MAX_VIEWERS).stream()
                .map(TicketPresenceRow::toViewer)
                .toList();
    }

    /// Deletes expired entries.
    default void deleteExpired(Instant now) {
        deleteBySeenAtLessThan(now.minus(PRESENCE_TTL.multipliedBy(3)));
    }
}
