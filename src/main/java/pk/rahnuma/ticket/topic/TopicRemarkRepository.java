package pk.rahnuma.ticket.topic;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.EmbeddedId;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.MessageKey;
import pk.rahnuma.messaging.MessageStatusRepository;
import pk.rahnuma.persistence.PaddedKeys;

/// The tables of remarks to be sent to staff in topics, and of messages whose delivery is not known yet.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class TopicRemarkRepository
        implements GenericRepository<TopicRemarkRepository.WatchRow, TopicRemarkRepository.WatchKey> {

    private static final int MAX_REMARK_LENGTH = 1000;

    private final MessageStatusRepository messages;

    TopicRemarkRepository(MessageStatusRepository messages) {
        this.messages = messages;
    }

    /// A row of the table `staff_topic_watch`: a message whose delivery is not known yet.
    @MappedEntity(value = "staff_topic_watch", alias = "w")
    record WatchRow(
            @EmbeddedId WatchKey key,
            long conversationId,
            @Nullable Integer message) {
        private MessageKey messageKey() {
            return new MessageKey(conversationId, key.line());
        }
    }

    /// Primary key.
    @Embeddable
    record WatchKey(
            @MappedProperty("ticket_id") long ticketId,
            @MappedProperty("line") int line) {}

    /// A message whose delivery is known.
    ///
    /// @param failure reason that it did not arrive, or null
    record DeliveryOutcome(WatchRow watched, Message.State state, String failure) {
        boolean hasArrived() {
            return state == Message.State.SENT;
        }
    }

    @Query("insert into staff_topic_remark (ticket_id, message, body) values (:ticket, :message, :text)")
    abstract void insertRow(long ticket, @Nullable Integer message, String text);

    @Query("select id, message, body from staff_topic_remark where ticket_id = :ticket order by id limit :limit")
    abstract List<TopicUpdate.TopicRemark> findByTicket(long ticket, int limit);

    @Query("delete from staff_topic_remark where id in (:ids)")
    abstract void deleteByIds(Collection<Long> ids);

    abstract void insertRow(WatchRow row);

    abstract int deleteByKey(WatchKey key);

    @Query("""
            select * from staff_topic_watch
            where ticket_id > :afterTicket or ticket_id = :afterTicket and line > :afterLine
            order by ticket_id, line limit :limit
            """)
    abstract List<WatchRow> findWatched(long afterTicket, int afterLine, int limit);

    /// Adds a remark.
    ///
    /// @param message of the group to which it replies; or null
    /// @param text contains no personal data; cut at 1,000 characters
    public void insertRemark(long ticket, Integer message, String text) {
        insertRow(ticket, message, text.length() > MAX_REMARK_LENGTH ? text.substring(0, MAX_REMARK_LENGTH) : text);
    }

    void deleteRemarks(List<TopicUpdate.TopicRemark> said) {
        if (!said.isEmpty()) {
            deleteByIds(PaddedKeys.padKeys(
                    said.stream().map(TopicUpdate.TopicRemark::id).toList()));
        }
    }

    /// Watches the delivery of a message. The ticket is locked.
    void insertWatch(long ticket, long conversation, int line, int message) {
        WatchKey key = new WatchKey(ticket, line);
        deleteByKey(key);
        insertRow(new WatchRow(key, conversation, message));
    }

    /// Watched messages whose delivery is known by now.
    List<DeliveryOutcome> findSettled(int limit) {
        List<DeliveryOutcome> settled = new ArrayList<>();
        List<WatchRow> page = findWatched(0, 0, limit);
        while (!page.isEmpty() && settled.size() < limit) {
            Map<MessageKey, MessageStatusRepository.MessageStatus> statuses = messages.findStatuses(
                    page.stream().map(WatchRow::messageKey).toList());
            for (WatchRow watched : page) {
                MessageStatusRepository.MessageStatus status = statuses.get(watched.messageKey());
                if (status == null) {
                    // Deleted since: there is nothing to report.
                    settled.add(new DeliveryOutcome(watched, Message.State.SENT, null));
                } else if (status.state() != Message.State.PENDING) {
                    settled.add(new DeliveryOutcome(watched, status.state(), status.failure()));
                }
            }
            WatchKey last = page.getLast().key();
            page = findWatched(last.ticketId(), last.line(), limit);
        }
        return settled;
    }

    /// Ends the watch.
    ///
    /// @param text remark for the topic; null for none
    void settleWatch(WatchRow watched, String text) {
        if (deleteByKey(watched.key()) > 0 && text != null) {
            insertRemark(watched.key().ticketId(), watched.message(), text);
        }
    }
}
