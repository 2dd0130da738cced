package pk.rahnuma.ticket.record;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.ticket.Ticket;

/// Tickets on which a timer must act. They are read without a lock: the caller checks again under the lock.
@Singleton
public final class DueTicketRepository {

    private final Jdbi jdbi;

    public DueTicketRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public List<Long> findAlarms(Instant now, int limit) {
        return ids("alarm_at <= :now order by alarm_at", now, limit);
    }

    public List<Long> findClosing(Instant now, int limit) {
        return ids("closes_at <= :now and status = 'RESOLVED' order by closes_at", now, limit);
    }

    public List<Long> findSnoozed(Instant now, int limit) {
        return ids("snoozed_until <= :now order by snoozed_until", now, limit);
    }

    /// Unassigned tickets, in the order of the queue.
    public List<Ticket> findUnclaimed(Instant now, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + TicketColumns.ALL_COLUMNS + """
                         from ticket
                        where status in ('NEW', 'OPEN', 'REOPENED') and assignee_id is null and merged_into is null
                            and (snoozed_until is null or snoozed_until <= :now)
                        order by priority, opened_at, id
                        """)
                .bind("now", now)
                .setMaxRows(limit)
                .map(TicketColumns::mapRow)
                .list());
    }

    /// An assigned ticket.
    ///
    /// @param sign time of the assignee's last action on it
    public record ClaimedTicket(Ticket ticket, Instant sign) {}

    /// Assigned tickets that are not closed.
    public List<ClaimedTicket> findClaimed(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + TicketColumns.ALL_COLUMNS + """
                        , claimed_at from ticket
                        where assignee_id is not null and\s""" + TicketColumns.ACTIVE_CONDITION)
                .setMaxRows(limit)
                .map(row -> {
                    Ticket ticket = TicketColumns.mapRow(row);
                    Instant claimed = row.getColumn("claimed_at", Instant.class);
                    boolean later = claimed == null
                            || ticket.answered() != null && ticket.answered().isAfter(claimed);
                    return new ClaimedTicket(ticket, later ? ticket.answered() : claimed);
                })
                .list());
    }

    /// Unassigned tickets that still hold their person's conversation.
    public List<Ticket> findUnclaimedHolders(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + TicketColumns.ALL_COLUMNS + """
                         from ticket
                        where assignee_id is null and answered_at is not null and exists (
                            select 1 from ticket_hold h where h.ticket_id = ticket.id and h.to_line is null)
                            and\s""" + TicketColumns.ACTIVE_CONDITION)
                .setMaxRows(limit)
                .map(TicketColumns::mapRow)
                .list());
    }

    /// Number of open tickets of each member of staff.
    public Map<Long, Long> countByMember() {
        Map<Long, Long> load = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select assignee_id, count(*) from ticket
                        where assignee_id is not null and %s group by assignee_id
                        """.formatted(TicketColumns.ACTIVE_CONDITION))
                .map((row, context) -> load.put(row.getLong(1), row.getLong(2)))
                .list());
        return load;
    }

    /// Alarms of the previous version about applications whose target was missed, which filled the people's queue. Only
    /// those that no member of staff has taken or answered.
    public List<Long> findLegacyAlarms(int limit) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select id from ticket
                        where status in ('NEW', 'OPEN', 'REOPENED') and source = 'TARGET' and assignee_id is null
                            and answered_at is null and merged_into is null
                        order by opened_at
                        """).setMaxRows(limit).mapTo(Long.class).list());
    }

    private List<Long> ids(String where, Instant now, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select id from ticket where " + where)
                .bind("now", now)
                .setMaxRows(limit)
                .mapTo(Long.class)
                .list());
    }
}
