package pk.rahnuma.ticket.agent;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.record.TicketRepository;

/// Agents who look at a ticket at the moment, and those who type. The console reports this every few seconds; the
/// entries expire.
@Singleton
public final class TicketViewerRepository {

    /// Time for which a report is valid.
    public static final Duration PRESENCE_TTL = Duration.ofSeconds(20);

    /// Maximum number of viewers that are shown for a ticket.
    static final int MAX_VIEWERS = 50;

    private final Jdbi jdbi;
    private final TicketRepository rows;

    public TicketViewerRepository(Jdbi jdbi, TicketRepository rows) {
        this.jdbi = jdbi;
        this.rows = rows;
    }

    /// A member of staff who has a ticket open.
    public record Viewer(TicketAgent member, boolean typing) {}

    /// Records that a member looks at a ticket, and whether they type. Others are notified when this is new.
    public void recordViewer(long ticket, TicketAgent member, boolean typing, Instant now) {
        boolean known = findViewers(ticket, now).contains(new Viewer(member, typing));
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into ticket_presence (ticket_id, staff_id, who, typing, seen_at)
                        values (:ticket, :staff, :who, :typing, :now)
                        on duplicate key update who = values(who), typing = values(typing), seen_at = values(seen_at)
                        """)
                .bind("ticket", ticket)
                .bind("staff", member.id())
                .bind("who", member.name())
                .bind("typing", typing)
                .bind("now", now)
                .execute());
        if (!known) {
            rows.markChanged(ticket, now);
        }
    }

    public void removeViewer(long ticket, TicketAgent member, Instant now) {
        jdbi.useHandle(handle -> handle.execute(
                "delete from ticket_presence where ticket_id = ? and staff_id = ?", ticket, member.id()));
        rows.markChanged(ticket, now);
    }

    /// Viewers of a ticket, sorted by name.
    public List<Viewer> findViewers(long ticket, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select staff_id, who, typing from ticket_presence
                        where ticket_id = :ticket and seen_at > :since order by who, staff_id
                        """)
                .bind("ticket", ticket)
                .bind("since", now.minus(PRESENCE_TTL))
                .setMaxRows(MAX_VIEWERS)
                .map((row, context) -> new Viewer(new TicketAgent(row.getLong(1), row.getString(2)), row.getBoolean(3)))
                .list());
    }

    /// Deletes expired entries.
    public void deleteExpired(Instant now) {
        jdbi.useHandle(handle -> handle.execute(
                "delete from ticket_presence where seen_at < ?", now.minus(PRESENCE_TTL.multipliedBy(3))));
    }
}
