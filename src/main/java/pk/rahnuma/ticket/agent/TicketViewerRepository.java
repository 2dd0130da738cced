package pk.rahnuma.ticket.agent;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.record.TicketRepository;

/// Who looks at a ticket just now, and who types. It is told again every few seconds, and forgotten by itself.
@Singleton
public final class TicketViewerRepository {

    /// How long a word of it holds.
    public static final Duration PRESENCE_TTL = Duration.ofSeconds(20);

    /// Members who are shown to have a ticket open.
    static final int MAX_VIEWERS = 50;

    private final Jdbi jdbi;
    private final TicketRepository rows;

    public TicketViewerRepository(Jdbi jdbi, TicketRepository rows) {
        this.jdbi = jdbi;
        this.rows = rows;
    }

    /// Somebody who looks.
    public record Viewer(TicketAgent member, boolean typing) {}

    /// Somebody looks at it, and types or does not. Others are told when that is new.
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

    /// By name.
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

    /// Forgets what does not hold any more.
    public void deleteExpired(Instant now) {
        jdbi.useHandle(handle -> handle.execute(
                "delete from ticket_presence where seen_at < ?", now.minus(PRESENCE_TTL.multipliedBy(3))));
    }
}
