package pk.rahnuma.ticket.record;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import pk.rahnuma.ticket.Ticket;

/// Missed targets, each with the level of escalation that it led to.
@Singleton
public final class SlaBreachRepository {

    /// Maximum number of missed targets that are read for a ticket, the oldest first.
    static final int MAX_BREACHES_PER_TICKET = 200;

    private final Jdbi jdbi;

    public SlaBreachRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Stores a breach of a ticket that is locked.
    public void insertBreach(Ticket.SlaBreach breach) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into ticket_breach (ticket_id, kind, round, priority, level, due_at, created_at)
                        values (:ticket, :kind, :round, :priority, :level, :due, :at)
                        """)
                .bind("ticket", breach.ticket())
                .bind("kind", breach.kind().name())
                .bind("round", breach.round())
                .bind("priority", breach.priority())
                .bind("level", breach.level())
                .bind("due", breach.due())
                .bind("at", breach.at())
                .execute());
    }

    public List<Ticket.SlaBreach> findByTicket(long ticket) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select ticket_id, kind, round, priority, level, due_at, created_at from ticket_breach
                        where ticket_id = :ticket order by created_at, kind
                        """)
                .bind("ticket", ticket)
                .setMaxRows(MAX_BREACHES_PER_TICKET)
                .map(SlaBreachRepository::read)
                .list());
    }

    private static Ticket.SlaBreach read(RowView row) {
        return new Ticket.SlaBreach(
                row.getColumn("ticket_id", Long.class),
                Ticket.SlaBreach.Kind.valueOf(row.getColumn("kind", String.class)),
                row.getColumn("round", Integer.class),
                row.getColumn("priority", Integer.class),
                row.getColumn("level", Integer.class),
                row.getColumn("due_at", Instant.class),
                row.getColumn("created_at", Instant.class));
    }
}
