package pk.rahnuma.ticket;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import pk.rahnuma.persistence.PaddedKeys;

/// Lists of tickets, without personal data.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class TicketQueueRepository implements GenericRepository<Ticket, Long> {

    private static final String ORDER_BY_DUE = "case when waiting_since is null then 1 else 0 end, priority, "
            + "case when due_at is null then 1 else 0 end, due_at, opened_at, id";
    private static final String ORDER_BY_NEWEST = "coalesce(resolved_at, answered_at, opened_at) desc, id desc";

    private final JdbcOperations operations;

    TicketQueueRepository(JdbcOperations operations) {
        this.operations = operations;
    }

    /// A tag of a ticket.
    @Introspected
    record TicketTag(long ticketId, String tag) {}

    /// A ticket, and the count of its changes.
    @Introspected
    record ChangedTicket(long id, int changes) {}

    /// Number that is added to the priority of a ticket in the lane of persons without a proof, so that it comes after
    /// all others.
    public static final int UNPROVED_RANK = 10;

    /// A ticket that waits for its first answer.
    ///
    /// @param queueRank its priority, raised by [#UNPROVED_RANK] in the lane of persons without a proof
    @Introspected
    public record QueuedTicket(long id, int queueRank) {}

    /// Working time that the first answer to a ticket took.
    @Introspected
    public record AnswerTime(int priority, long firstSeconds) {}

    /// Tickets whose persons wait for the desk, then the others; each by priority, then by due time, those without a
    /// target last. Closed ones by the time of resolution, the last first.
    ///
    /// @param skip number of tickets left out at the beginning
    public List<Ticket> listTickets(TicketFilter filter, int skip, int limit, Instant now) {
        boolean over = !filter.states().isEmpty() && filter.states().stream().allMatch(Ticket.State::isClosed);
        return selectTickets(filter, now).findTickets(operations, over ? ORDER_BY_NEWEST : ORDER_BY_DUE, skip, limit);
    }

    /// Number of tickets that a list has.
    public long countTickets(TicketFilter filter, Instant now) {
        return selectTickets(filter, now).countTickets(operations);
    }

    private static TicketSelection selectTickets(TicketFilter filter, Instant now) {
        TicketSelection selection = new TicketSelection();
        List<Ticket.State> states = filter.states();
        if (states.isEmpty()) {
            selection.require("status not in ('RESOLVED', 'CLOSED')");
        } else {
            selection.require(
                    "status in (" + String.join(", ", Collections.nCopies(states.size(), "?")) + ")",
                    states.stream().map(Ticket.State::name).toArray());
        }
        selection.requireUnlessNull("assignee_id = ?", filter.assignee());
        selection.requireUnlessNull("language = ?", filter.language());
        selection.requireUnlessNull("topic = ?", filter.topic());
        selection.requireUnlessNull("priority = ?", filter.priority());
        selection.requireUnlessNull("id in (select ticket_id from ticket_tag where tag = ?)", filter.tag());
        if (filter.unassigned()) {
            selection.require("assignee_id is null");
            selection.require(TicketSelection.AUDIBLE_CONDITION);
        }
        if (filter.overdue()) {
            selection.require("due_at <= ?", now);
        }
        switch (filter.lane()) {
            case NORMAL ->
                selection.require("(assignee_id is not null or not " + TicketSelection.UNPROVED_CONDITION + ")");
            case UNPROVED -> selection.require("assignee_id is null and " + TicketSelection.UNPROVED_CONDITION);
            case ANY -> {}
        }
        switch (filter.sleep()) {
            case AWAKE -> selection.require("(snoozed_until is null or snoozed_until <= ?)", now);
            case ASLEEP -> selection.require("snoozed_until > ?", now);
            case ANY -> {}
        }
        return selection;
    }

    @Query("select ticket_id, tag from ticket_tag where ticket_id in (:tickets)")
    abstract List<TicketTag> findByTickets(List<Long> tickets);

    /// Tags of these tickets, sorted.
    public Map<Long, TreeSet<String>> findTags(List<Long> tickets) {
        Map<Long, TreeSet<String>> tags = new HashMap<>();
        if (!tickets.isEmpty()) {
            findByTickets(PaddedKeys.padKeys(tickets))
                    .forEach(tag -> tags.computeIfAbsent(tag.ticketId(), id -> new TreeSet<>())
                            .add(tag.tag()));
        }
        return tags;
    }

    /// Tickets that wait for their first answer, in the order in which they get it.
    @Query("""
            select t.id, case when u.ticket_id is null then t.priority else t.priority + 10 end as queue_rank
            from ticket t left join ticket_unproved u on u.ticket_id = t.id and u.removed_at is null
            where t.status in ('NEW', 'OPEN', 'REOPENED') and t.first_answered_at is null and t.merged_into is null
            order by queue_rank, t.opened_at, t.id limit :limit
            """)
    public abstract List<QueuedTicket> findUnanswered(int limit);

    /// Times of the first answers since then, the newest first.
    @Query("""
            select priority, first_seconds from ticket
            where first_answered_at >= :since and first_seconds is not null
                and\s""" + TicketSelection.COUNTED_CONDITION + """
             order by first_answered_at desc limit :limit
            """)
    public abstract List<AnswerTime> findAnswerTimes(Instant since, int limit);

    /// Count of changes of a ticket; empty when it was deleted.
    @Query("select changes from ticket where id = :id")
    abstract Optional<Integer> findChangeCount(long id);

    /// Tickets that have changed since then, the last first.
    @Query("select id, changes from ticket where changed_at >= :since order by changed_at desc limit :limit")
    abstract List<ChangedTicket> findChangedSince(Instant since, int limit);
}
