package pk.rahnuma.ticket.topic;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import pk.rahnuma.ticket.Ticket;

/// The tables of topics, and of messages of the group that became messages of a conversation. Takes part in the
/// transaction of the thread.
@Singleton
public final class ForumTopicRepository {

    private static final String COLUMNS =
            "ticket_id, chat, thread, closed, told_changes, told_line, told_body, told_answer, told_phase";

    /// Maximum messages per ticket; more than ever occur.
    private static final int MAX_LINES = 10_000;

    private final Jdbi jdbi;

    public ForumTopicRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// A message of the group that is part of a conversation.
    ///
    /// @param line its number there
    /// @param changed number of another message that holds the edited text; null when the message itself was edited
    public record GroupMessage(long ticket, int line, Integer changed) {}

    /// Tickets with something to publish: the most urgent first, then the longest outdated, so that a busy ticket does
    /// not delay the others. Tickets that were closed before they had a topic are left out.
    public List<Long> findOutdated(long chat, int limit, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id from (
                            select t.id, t.priority, t.changed_at from ticket t
                            left join staff_topic s on s.ticket_id = t.id and s.chat = :chat
                            where t.status in ('NEW', 'OPEN', 'REOPENED', 'WAITING_USER', 'WAITING_ISP', 'WAITING_PTA')
                                and t.merged_into is null
                                and (s.ticket_id is null or s.thread is null or s.told_changes <> t.changes)
                            union
                            select t.id, t.priority, t.changed_at from staff_topic s join ticket t on t.id = s.ticket_id
                            where s.closed = false and s.gone = false and s.chat = :chat and s.thread is not null
                                and s.told_changes <> t.changes
                            union
                            select t.id, t.priority, t.changed_at from staff_topic s join ticket t on t.id = s.ticket_id
                            join ticket_answer a on a.ticket_id = s.ticket_id and a.seq > s.told_answer
                            where s.closed = false and s.gone = false and s.chat = :chat and s.thread is not null
                                and a.recall_until <= :out
                            union
                            select t.id, t.priority, t.changed_at from staff_topic_remark r
                            join staff_topic s on s.ticket_id = r.ticket_id and s.chat = :chat
                            join ticket t on t.id = r.ticket_id
                        ) as behind
                        order by case when priority = 1 then 0 else 1 end, changed_at, id limit :limit
                        """)
                .bind("chat", chat)
                .bind("out", now.minus(Ticket.Answer.CLOCK_TOLERANCE))
                .bind("limit", limit)
                .mapTo(Long.class)
                .list());
    }

    /// Topics of tickets that were deleted.
    public List<ForumTopic> findOrphaned(long chat, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + COLUMNS + " from staff_topic where gone = true and chat = :chat limit :limit")
                .bind("chat", chat)
                .bind("limit", limit)
                .map(ForumTopicRepository::topic)
                .list());
    }

    /// Count of changes in a ticket's row; empty when it was deleted.
    public Optional<Integer> findChangeCount(long ticket) {
        return jdbi.withHandle(handle -> handle.createQuery("select changes from ticket where id = :id")
                .bind("id", ticket)
                .mapTo(Integer.class)
                .findOne());
    }

    /// Topic of a ticket in this group.
    public Optional<ForumTopic> findTopic(long ticket, long chat) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + COLUMNS + " from staff_topic where ticket_id = :ticket and chat = :chat")
                .bind("ticket", ticket)
                .bind("chat", chat)
                .map(ForumTopicRepository::topic)
                .findOne());
    }

    /// The ticket of a topic.
    public Optional<Long> findTicketId(long chat, int thread) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select ticket_id from staff_topic where chat = :chat and thread = :thread and gone = false")
                .bind("chat", chat)
                .bind("thread", thread)
                .setMaxRows(1)
                .mapTo(Long.class)
                .findOne());
    }

    /// Replaces the topic of a ticket, also one in another group. A topic whose ticket was deleted stays marked as
    /// gone.
    public void saveTopic(ForumTopic topic) {
        jdbi.useTransaction(handle -> {
            int known = handle.createUpdate("""
                            update staff_topic set chat = :chat, thread = :thread, closed = :closed,
                                told_changes = :changes, told_line = :line, told_body = :body, told_answer = :answer,
                                told_phase = :phase
                            where ticket_id = :ticket
                            """).bindMethods(topic).execute();
            if (known == 0) {
                handle.createUpdate("""
                                insert into staff_topic (ticket_id, chat, thread, closed, told_changes, told_line,
                                    told_body, told_answer, told_phase, gone)
                                select :ticket, :chat, :thread, :closed, :changes, :line, :body, :answer, :phase,
                                    case when count(*) = 0 then true else false end
                                from ticket where id = :ticket
                                """).bindMethods(topic).execute();
            }
        });
    }

    public void deleteTopic(long ticket) {
        jdbi.useHandle(handle -> handle.execute("delete from staff_topic where ticket_id = ?", ticket));
    }

    /// Stores the number of a message in the conversation. The ticket is locked.
    public void saveGroupMessage(long chat, int message, long ticket, int line) {
        jdbi.useHandle(handle -> handle.execute(
                "insert into staff_topic_message (chat, message, ticket_id, line) values (?, ?, ?, ?)",
                chat,
                message,
                ticket,
                line));
    }

    public Optional<GroupMessage> findGroupMessage(long chat, int message) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select ticket_id, line, changed_line from staff_topic_message
                        where chat = :chat and message = :message
                        """)
                .bind("chat", chat)
                .bind("message", message)
                .map((RowView row) -> new GroupMessage(
                        row.getColumn("ticket_id", Long.class),
                        row.getColumn("line", Integer.class),
                        row.getColumn("changed_line", Integer.class)))
                .findOne());
    }

    public void saveChangedLine(long chat, int message, int line) {
        jdbi.useHandle(handle -> handle.execute(
                "update staff_topic_message set changed_line = ? where chat = ? and message = ?", line, chat, message));
    }

    /// Numbers of a ticket's messages that were written in the group.
    Set<Integer> findGroupLines(long ticket) {
        return new HashSet<>(jdbi.withHandle(
                handle -> handle.createQuery("select line from staff_topic_message where ticket_id = :ticket")
                        .bind("ticket", ticket)
                        .setMaxRows(MAX_LINES)
                        .mapTo(Integer.class)
                        .list()));
    }

    private static ForumTopic topic(RowView row) {
        return new ForumTopic(
                row.getColumn("ticket_id", Long.class),
                row.getColumn("chat", Long.class),
                row.getColumn("thread", Integer.class),
                row.getColumn("closed", Boolean.class),
                row.getColumn("told_changes", Integer.class),
                row.getColumn("told_line", Integer.class),
                row.getColumn("told_body", Integer.class),
                row.getColumn("told_answer", Integer.class),
                row.getColumn("told_phase", String.class));
    }
}
