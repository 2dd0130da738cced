package pk.rahnuma.ticket.record;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import pk.rahnuma.ticket.Ticket;

/// Lists of tickets, without personal data.
@Singleton
public final class TicketQueueRepository {

    private static final String ORDER_BY_DUE =
            " order by priority, case when due_at is null then 1 else 0 end, due_at, opened_at, id";
    private static final String ORDER_BY_NEWEST =
            " order by coalesce(resolved_at, answered_at, opened_at) desc, id desc";

    private final Jdbi jdbi;

    public TicketQueueRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Tickets by priority, then by due time; those without a target last. Closed ones by the time of resolution, the
    /// last first.
    ///
    /// @param skip number of tickets left out at the beginning
    public List<Ticket> listTickets(TicketFilter filter, int skip, int limit, Instant now) {
        List<String> conditions = new ArrayList<>(List.of("merged_into is null"));
        Map<String, Object> bound = new HashMap<>();
        if (filter.states().isEmpty()) {
            conditions.add("status not in ('RESOLVED', 'CLOSED')");
        } else {
            conditions.add("status in (<states>)");
        }
        require(conditions, bound, "assignee_id = :assignee", "assignee", filter.assignee());
        require(conditions, bound, "language = :language", "language", filter.language());
        require(conditions, bound, "topic = :topic", "topic", filter.topic());
        require(conditions, bound, "priority = :priority", "priority", filter.priority());
        require(conditions, bound, "id in (select ticket_id from ticket_tag where tag = :tag)", "tag", filter.tag());
        if (filter.unassigned()) {
            conditions.add("assignee_id is null");
        }
        if (filter.overdue()) {
            require(conditions, bound, "due_at <= :now", "now", now);
        }
        switch (filter.sleep()) {
            case AWAKE -> require(conditions, bound, "(snoozed_until is null or snoozed_until <= :now)", "now", now);
            case ASLEEP -> require(conditions, bound, "snoozed_until > :now", "now", now);
            case ANY -> {}
        }
        boolean over = !filter.states().isEmpty() && filter.states().stream().allMatch(Ticket.State::isClosed);
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery("select " + TicketColumns.ALL_COLUMNS + " from ticket where "
                            + String.join(" and ", conditions)
                            + (over ? ORDER_BY_NEWEST : ORDER_BY_DUE)
                            + " limit :limit offset :skip")
                    .bindMap(bound)
                    .bind("limit", limit)
                    .bind("skip", skip);
            if (!filter.states().isEmpty()) {
                query.bindList(
                        "states",
                        filter.states().stream().map(Ticket.State::name).toList());
            }
            return query.map(TicketColumns::mapRow).list();
        });
    }

    private static void require(
            List<String> conditions, Map<String, Object> bound, String condition, String name, Object value) {
        if (value != null) {
            conditions.add(condition);
            bound.put(name, value);
        }
    }

    /// Tickets that wait for the desk first, by priority; then the oldest. Closed ones are included.
    public List<Ticket> listAll(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + TicketColumns.ALL_COLUMNS + """
                         from ticket
                        order by case when status not in ('NEW', 'OPEN', 'REOPENED') then 9 else priority end, opened_at
                        limit :limit
                        """)
                .bind("limit", limit)
                .map(TicketColumns::mapRow)
                .list());
    }

    /// Tags of these tickets, sorted.
    public Map<Long, TreeSet<String>> findTags(List<Long> tickets) {
        Map<Long, TreeSet<String>> tags = new HashMap<>();
        if (!tickets.isEmpty()) {
            jdbi.useHandle(handle -> handle.createQuery(
                            "select ticket_id, tag from ticket_tag where ticket_id in (<tickets>)")
                    .bindList("tickets", tickets)
                    .map((row, context) -> tags.computeIfAbsent(row.getLong(1), id -> new TreeSet<>())
                            .add(row.getString(2)))
                    .list());
        }
        return tags;
    }
}
