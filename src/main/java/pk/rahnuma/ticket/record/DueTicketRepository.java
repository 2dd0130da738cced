package pk.rahnuma.ticket.record;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.ticket.Ticket;

/// What the clock has to see to. Found without a lock: whoever acts on it looks again under it.
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

    /// Those that nobody has, in the order of the queue.
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

    /// A ticket that somebody has.
    ///
    /// @param sign when they did something about it last
    public record ClaimedTicket(Ticket ticket, Instant sign) {}

    /// Those that somebody has and that are not over.
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

    /// Those that nobody has and that have their person's conversation all the same.
    public List<Ticket> findUnclaimedHolders(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + TicketColumns.ALL_COLUMNS + """
                         from ticket
                        where assignee_id is null and answered_at is not null and exists (
                            select 1 from conversation c where c.id = ticket.conversation_id and c.held_by = ticket.id)
                            and\s""" + TicketColumns.ACTIVE_CONDITION)
                .setMaxRows(limit)
                .map(TicketColumns::mapRow)
                .list());
    }

    /// How many each member has that are not over.
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

    /// Alarms of the version before about applications whose target was missed, which the people's queue was full of,
    /// as long as nobody has taken one or written to the person by it.
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
