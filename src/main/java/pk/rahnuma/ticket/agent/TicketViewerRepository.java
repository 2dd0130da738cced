package pk.rahnuma.ticket.agent;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.ticket.TicketAgent;

/// The table of agents who look at a ticket at the moment, and of those who type. Its entries expire.
@Singleton
public final class TicketViewerRepository {

    /// Time for which a report is valid.
    public static final Duration PRESENCE_TTL = Duration.ofSeconds(20);

    /// Maximum number of viewers that are shown for a ticket.
    static final int MAX_VIEWERS = 50;

    private final Jdbi jdbi;

    public TicketViewerRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void saveViewer(long ticket, TicketViewer viewer, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into ticket_presence (ticket_id, staff_id, who, typing, seen_at)
                        values (:ticket, :staff, :who, :typing, :now)
                        on duplicate key update who = values(who), typing = values(typing), seen_at = values(seen_at)
                        """)
                .bind("ticket", ticket)
                .bind("staff", viewer.member().id())
                .bind("who", viewer.member().name())
                .bind("typing", viewer.typing())
                .bind("now", now)
                .execute());
    }

    /// Viewers of a ticket, sorted by name.
    List<TicketViewer> findViewers(long ticket, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select staff_id, who, typing from ticket_presence
                        where ticket_id = :ticket and seen_at > :since order by who, staff_id
                        """)
                .bind("ticket", ticket)
                .bind("since", now.minus(PRESENCE_TTL))
                .setMaxRows(MAX_VIEWERS)
                .map((row, context) ->
                        new TicketViewer(new TicketAgent(row.getLong(1), row.getString(2)), row.getBoolean(3)))
                .list());
    }

    /// Deletes expired entries.
    public void deleteExpired(Instant now) {
        jdbi.useHandle(handle -> handle.execute(
                "delete from ticket_presence where seen_at < ?", now.minus(PRESENCE_TTL.multipliedBy(3))));
    }
}
