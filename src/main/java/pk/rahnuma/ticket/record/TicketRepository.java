package pk.rahnuma.ticket.record;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.persistence.JdbcExecutor;
import pk.rahnuma.persistence.UtcTimestamps;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;

/// The table of tickets. Takes part in the transaction of the thread. Every change of a ticket is reported to the
/// [TicketChangeFeed].
@Singleton
public final class TicketRepository {

    /// Tables of the parts of a ticket, in the order in which all code locks them.
    private static final List<String> DEPENDENT_TABLES = List.of(
            "ticket_answer",
            "ticket_note",
            "ticket_tag",
            "ticket_breach",
            "ticket_presence",
            "ticket_hold",
            "ticket_merge",
            "staff_topic_message",
            "staff_topic_watch",
            "staff_topic_remark");

    private final Jdbi jdbi;
    private final TicketChangeFeed feed;

    public TicketRepository(Jdbi jdbi, TicketChangeFeed feed) {
        this.jdbi = jdbi;
        this.feed = feed;
    }

    /// A new ticket with its sealed body.
    ///
    /// @param stuck position of the person in a form; or null
    public record NewTicket(Ticket ticket, byte[] body, SealedStuckPosition stuck) {}

    /// The question at which a person asked for a human.
    ///
    /// @param script the form, by which tickets are counted
    /// @param step the question, by which tickets are counted
    /// @param sealed the whole position
    public record SealedStuckPosition(String script, String step, byte[] sealed) {}

    public void insertTickets(List<NewTicket> opened) {
        JdbcExecutor.withConnection(jdbi, connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into ticket (id, number, conversation_id, session, application_id, topic, state, language,
                        body, opened_at, status, source, priority, level, assignee_id, assignee, claimed_at, fresh,
                        waiting_since, first_due_at, runs_since, due_at, alarm_at, stuck, stuck_script, stuck_step,
                        changes, changed_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
                    """)) {
                for (NewTicket newTicket : opened) {
                    bind(insert, newTicket);
                    insert.addBatch();
                }
                return insert.executeBatch();
            }
        });
        opened.forEach(one -> feed.notifyOfNewTicket(one.ticket().id()));
    }

    private static void bind(PreparedStatement insert, NewTicket one) throws SQLException {
        Ticket ticket = one.ticket();
        TicketAgent assignee = ticket.assignee();
        insert.setLong(1, ticket.id());
        insert.setString(2, ticket.number().symbols());
        insert.setLong(3, ticket.conversation());
        insert.setString(4, ticket.session());
        insert.setObject(5, ticket.application(), Types.BIGINT);
        insert.setString(6, ticket.topic());
        insert.setString(7, ticket.state().legacyState());
        insert.setString(8, ticket.language());
        insert.setBytes(9, one.body());
        UtcTimestamps.bindInstant(insert, 10, ticket.opened());
        insert.setString(11, ticket.state().name());
        insert.setString(12, ticket.source().name());
        insert.setInt(13, ticket.priority());
        insert.setInt(14, ticket.level());
        insert.setObject(15, assignee == null ? null : assignee.id(), Types.BIGINT);
        insert.setString(16, assignee == null ? null : assignee.name());
        UtcTimestamps.bindInstant(insert, 17, assignee == null ? null : ticket.opened());
        insert.setBoolean(18, ticket.unread());
        UtcTimestamps.bindInstant(insert, 19, ticket.waitingSince());
        UtcTimestamps.bindInstant(insert, 20, ticket.clocks().firstDue());
        UtcTimestamps.bindInstant(insert, 21, ticket.clocks().runsSince());
        UtcTimestamps.bindInstant(insert, 22, ticket.clocks().due());
        UtcTimestamps.bindInstant(insert, 23, ticket.clocks().alarm());
        SealedStuckPosition stuck = one.stuck();
        insert.setBytes(24, stuck == null ? null : stuck.sealed());
        insert.setString(25, stuck == null ? null : stuck.script());
        insert.setString(26, stuck == null ? null : stuck.step());
        UtcTimestamps.bindInstant(insert, 27, ticket.opened());
    }

    /// The session that opens a ticket, at most one; its name is unique within its conversation.
    public record TicketOpener(long conversation, String session) {}

    /// Tickets that these sessions opened, usually none.
    public List<Ticket> findByOpeners(Set<TicketOpener> openers) {
        List<Long> conversations =
                openers.stream().map(TicketOpener::conversation).distinct().toList();
        List<String> names =
                openers.stream().map(TicketOpener::session).distinct().toList();
        List<Long> ids = JdbcExecutor.withConnection(jdbi, connection -> {
            List<Long> found = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("""
                    select id, conversation_id, session from ticket where conversation_id in (%s) and session in (%s)
                    """.formatted(
                    JdbcExecutor.placeholders(conversations.size()), JdbcExecutor.placeholders(names.size())))) {
                int position = JdbcExecutor.bindKeys(select, 1, conversations);
                for (int i = 0; i < JdbcExecutor.paddedSize(names.size()); i++) {
                    select.setString(position++, names.get(Math.min(i, names.size() - 1)));
                }
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        // A session of the same name may belong to another person.
                        if (openers.contains(new TicketOpener(rows.getLong(2), rows.getString(3)))) {
                            found.add(rows.getLong(1));
                        }
                    }
                }
            }
            return found;
        });
        return findTickets(ids);
    }

    /// Tickets of a person: first those that are active, then the others, each group newest first.
    public List<Ticket> findByConversation(long conversation, int most) {
        return findByConversation(List.of(conversation), most);
    }

    /// Tickets of several persons.
    ///
    /// @param most maximum per person
    public List<Ticket> findByConversation(Collection<Long> conversations, int most) {
        return first(
                most,
                conversations,
                "case when " + TicketColumns.ACTIVE_CONDITION + " then 0 else 1 end, opened_at desc",
                "1 = 1");
    }

    /// The last resolved ticket of each of these persons, without merged ones.
    public List<Ticket> findLastResolved(Collection<Long> conversations) {
        return first(1, conversations, "resolved_at desc", "status = 'RESOLVED' and merged_into is null");
    }

    /// The first tickets of each person in this order that match the condition.
    private List<Ticket> first(int most, Collection<Long> conversations, String order, String wanted) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select %1$s from (
                            select %1$s, row_number() over (partition by conversation_id order by %2$s, id desc) as place
                            from ticket where conversation_id in (<conversations>) and %3$s) as placed
                        where place <= :most order by conversation_id, place
                        """.formatted(TicketColumns.ALL_COLUMNS, order, wanted))
                .bindList("conversations", List.copyOf(conversations))
                .bind("most", most)
                .map(TicketColumns::mapRow)
                .list());
    }

    /// A page of all tickets of a person, the oldest first.
    ///
    /// @param last the ticket after which the page begins; null for the first page
    public List<Ticket> findPage(long conversation, Ticket last, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + TicketColumns.ALL_COLUMNS + """
                         from ticket
                        where conversation_id = :conversation and (opened_at > :at or opened_at = :at and id > :id)
                        order by opened_at, id limit :limit
                        """)
                .bind("conversation", conversation)
                .bind("at", last == null ? Instant.EPOCH : last.opened())
                .bind("id", last == null ? 0 : last.id())
                .bind("limit", limit)
                .map(TicketColumns::mapRow)
                .list());
    }

    /// The persons among these who have a ticket, in any state.
    Set<Long> findPersonsWithTickets(Collection<Long> persons) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select distinct conversation_id from ticket where conversation_id in (<persons>)")
                .bindList("persons", List.copyOf(persons))
                .mapTo(Long.class)
                .set());
    }

    /// Deletes a ticket with all its parts. It is locked.
    public void deleteTicket(long id) {
        jdbi.useHandle(handle -> {
            for (String table : DEPENDENT_TABLES) {
                handle.execute("delete from " + table + " where ticket_id = ?", id);
            }
            // Its topic in the staff's group is deleted there first, and then here.
            handle.execute("update staff_topic set gone = true where ticket_id = ?", id);
            handle.execute("delete from ticket where id = ?", id);
        });
        feed.notifyOfDeletedTicket(id);
    }

    public Optional<Ticket> findTicket(Reference number) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + TicketColumns.ALL_COLUMNS + " from ticket where number = :number")
                .bind("number", number.symbols())
                .map(TicketColumns::mapRow)
                .findOne());
    }

    /// Tickets of these ids that exist, without a lock.
    public List<Ticket> findTickets(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(
                handle -> handle.createQuery("select " + TicketColumns.ALL_COLUMNS + " from ticket where id in (<ids>)")
                        .bindList("ids", List.copyOf(ids))
                        .map(TicketColumns::mapRow)
                        .list());
    }

    /// Locks a ticket. The caller has locked the person first.
    public Ticket lockTicket(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + TicketColumns.ALL_COLUMNS + " from ticket where id = :id for update")
                .bind("id", id)
                .map(TicketColumns::mapRow)
                .one());
    }

    /// Sealed position at which the person was stuck; empty when unknown.
    public Optional<byte[]> findStuckPosition(long id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select stuck from ticket where id = :id and stuck is not null")
                        .bind("id", id)
                        .mapTo(byte[].class)
                        .findOne());
    }

    /// Stores the working time that the first answer took, for the statistics.
    public void saveFirstAnswerTime(long id, long seconds) {
        jdbi.useHandle(handle -> handle.execute(
                "update ticket set first_seconds = ? where id = ? and first_seconds is null", seconds, id));
    }

    /// Clears the time of the first answer, which was withdrawn before it was sent.
    public void clearFirstAnswerTime(long id) {
        jdbi.useHandle(handle -> handle.execute("update ticket set first_seconds = null where id = ?", id));
    }

    /// Stores the first claim of a ticket. It is locked.
    ///
    /// @param seconds of working time since it was opened
    public void saveFirstClaim(long id, long seconds, Instant now) {
        jdbi.useHandle(handle -> handle.execute(
                "update ticket set first_claimed_at = ?, claim_seconds = ? where id = ? and first_claimed_at is null",
                now,
                seconds,
                id));
    }

    /// Stores a ticket that is locked.
    public Ticket saveTicket(Ticket ticket, Instant now) {
        TicketAgent assignee = ticket.assignee();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update ticket set state = :before, status = :status, answered_at = :answered, priority = :priority,
                            level = :level,
                            claimed_at = case when :assigneeId is null then null
                                when assignee_id = :assigneeId then claimed_at else :now end,
                            assignee_id = :assigneeId, assignee = :assignee,
                            fresh = :fresh, waiting_since = :waiting, first_answered_at = :firstAnswered,
                            first_due_at = :firstDue, worked_seconds = :worked, runs_since = :runs, due_at = :due,
                            alarm_at = :alarm, breaches = :breaches, snoozed_until = :snoozed, resolved_at = :resolved,
                            closes_at = :closes, rating = :rating, merged_into = :merged, round = :round,
                            changes = changes + 1, changed_at = :now
                        where id = :id
                        """)
                .bind("id", ticket.id())
                .bind("before", ticket.state().legacyState())
                .bind("status", ticket.state().name())
                .bind("answered", ticket.answered())
                .bind("priority", ticket.priority())
                .bind("level", ticket.level())
                .bind("assigneeId", assignee == null ? null : assignee.id())
                .bind("assignee", assignee == null ? null : assignee.name())
                .bind("fresh", ticket.unread())
                .bind("waiting", ticket.waitingSince())
                .bind("firstAnswered", ticket.clocks().firstAnswered())
                .bind("firstDue", ticket.clocks().firstDue())
                .bind("worked", ticket.clocks().worked())
                .bind("runs", ticket.clocks().runsSince())
                .bind("due", ticket.clocks().due())
                .bind("alarm", ticket.clocks().alarm())
                .bind("breaches", ticket.clocks().breaches())
                .bind("snoozed", ticket.snoozedUntil())
                .bind("resolved", ticket.resolved())
                .bind("closes", ticket.closes())
                .bind("rating", ticket.rating())
                .bind("merged", ticket.mergedInto())
                .bind("round", ticket.reopenCount())
                .bind("now", now)
                .execute());
        feed.notifyOfChange(ticket.id());
        return ticket;
    }

    /// Stores the state of both tickets before a merge; contains no personal data.
    public void saveBeforeMerge(long id, String before) {
        jdbi.useHandle(handle -> handle.execute("""
                insert into ticket_merge (ticket_id, before_merge) values (?, ?)
                on duplicate key update before_merge = values(before_merge)
                """, id, before));
    }

    public Optional<String> findBeforeMerge(long id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select before_merge from ticket_merge where ticket_id = :id")
                        .bind("id", id)
                        .mapTo(String.class)
                        .findOne());
    }

    /// Counts a change of the ticket's parts, when its row stays the same.
    public void markChanged(long id, Instant now) {
        jdbi.useHandle(handle ->
                handle.execute("update ticket set changes = changes + 1, changed_at = ? where id = ?", now, id));
        feed.notifyOfChange(id);
    }
}
