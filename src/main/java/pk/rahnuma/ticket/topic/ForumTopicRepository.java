package pk.rahnuma.ticket.topic;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.ticket.Ticket;

/// The tables of topics, and of messages of the group that became messages of a conversation. Takes part in the
/// transaction of the thread.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface ForumTopicRepository extends GenericRepository<ForumTopic, Long> {

    /// Maximum messages per ticket; more than ever occur.
    int MAX_LINES = 10_000;

    /// A message of the group that is part of a conversation.
    ///
    /// @param line its number there
    /// @param changed number of another message that holds the edited text; null when the message itself was edited
    @Introspected
    record GroupMessage(
            @MappedProperty("ticket_id") long ticket,
            @MappedProperty("line") int line,
            @Nullable @MappedProperty("changed_line") Integer changed) {}

    @Query("""
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
                    and a.recall_until <= :sentBefore
                union
                select t.id, t.priority, t.changed_at from staff_topic_remark r
                join staff_topic s on s.ticket_id = r.ticket_id and s.chat = :chat
                join ticket t on t.id = r.ticket_id
            ) as behind
            left join ticket_unproved u on u.ticket_id = behind.id
            order by case when u.ticket_id is not null then 2 when priority = 1 then 0 else 1 end, changed_at, id
            limit :limit
            """)
    List<Long> findUnpublished(long chat, int limit, Instant sentBefore);

    /// Tickets with something to publish: the most urgent first, then the longest outdated, so that a busy ticket does
    /// not delay the others; those of persons without a proof last. Tickets that were closed before they had a topic
    /// are left out.
    default List<Long> findOutdated(long chat, int limit, Instant now) {
        return findUnpublished(chat, limit, now.minus(Ticket.Answer.CLOCK_TOLERANCE));
    }

    /// Topics of tickets that were deleted.
    @Query("select * from staff_topic where gone = true and chat = :chat limit :limit")
    List<ForumTopic> findOrphaned(long chat, int limit);

    /// Count of changes in a ticket's row; empty when it was deleted.
    @Query("select changes from ticket where id = :id")
    Optional<Integer> findChangeCount(long id);

    /// Topic of a ticket in this group.
    Optional<ForumTopic> findByTicketAndChat(long ticket, long chat);

    /// The ticket of a topic.
    @Query("select ticket_id from staff_topic where chat = :chat and thread = :thread and gone = false limit 1")
    Optional<Long> findTicketId(long chat, int thread);

    int updateByTicket(
            @Id long ticket,
            long chat,
            @Nullable Integer thread,
            boolean closed,
            int changes,
            int line,
            int body,
            int answer,
            String phase);

    @Query("""
            insert into staff_topic (ticket_id, chat, thread, closed, told_changes, told_line, told_body, told_answer,
                told_phase, gone)
            select :ticket, :chat, :thread, :closed, :changes, :line, :body, :answer, :phase,
                case when count(*) = 0 then true else false end
            from ticket where id = :ticket
            """)
    void insertTopic(ForumTopic topic);

    /// Replaces the topic of a ticket, also one in another group. A topic whose ticket was deleted stays marked as
    /// gone.
    default void saveTopic(ForumTopic topic) {
        int known = updateByTicket(
                topic.ticket(),
                topic.chat(),
                topic.thread(),
                topic.closed(),
                topic.changes(),
                topic.line(),
                topic.body(),
                topic.answer(),
                topic.phase());
        if (known == 0) {
            insertTopic(topic);
        }
    }

    void deleteByTicket(long ticket);

    /// Stores the number of a message in the conversation. The ticket is locked.
    @Query("insert into staff_topic_message (chat, message, ticket_id, line) values (:chat, :message, :ticket, :line)")
    void saveGroupMessage(long chat, int message, long ticket, int line);

    @Query("""
            select ticket_id, line, changed_line from staff_topic_message where chat = :chat and message = :message
            """)
    Optional<GroupMessage> findGroupMessage(long chat, int message);

    @Query("update staff_topic_message set changed_line = :line where chat = :chat and message = :message")
    void saveChangedLine(long chat, int message, int line);

    /// Numbers of a ticket's messages that were written in the group.
    @Query("select line from staff_topic_message where ticket_id = :ticket limit " + MAX_LINES)
    Set<Integer> findGroupLines(long ticket);
}
