package pk.rahnuma.ticket.topic;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.MessageKey;
import pk.rahnuma.messaging.MessageStatusRepository;

/// The tables of remarks to be sent to staff in topics, and of messages whose delivery is not known yet.
@Singleton
public final class TopicRemarkRepository {

    private static final int MAX_REMARK_LENGTH = 1000;

    private final Jdbi jdbi;
    private final MessageStatusRepository messages;

    public TopicRemarkRepository(Jdbi jdbi, MessageStatusRepository messages) {
        this.jdbi = jdbi;
        this.messages = messages;
    }

    /// A message whose delivery is known.
    ///
    /// @param failure reason that it did not arrive, or null
    record DeliveryOutcome(long ticket, int line, Integer message, Message.State state, String failure) {
        boolean hasArrived() {
            return state == Message.State.SENT || state == Message.State.CARRIED;
        }
    }

    /// Adds a remark.
    ///
    /// @param message of the group to which it replies; or null
    /// @param text contains no personal data; cut at 1,000 characters
    public void insertRemark(long ticket, Integer message, String text) {
        jdbi.useHandle(handle -> handle.execute(
                "insert into staff_topic_remark (ticket_id, message, body) values (?, ?, ?)",
                ticket,
                message,
                text.length() > MAX_REMARK_LENGTH ? text.substring(0, MAX_REMARK_LENGTH) : text));
    }

    List<TopicUpdate.TopicRemark> findByTicket(long ticket, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, message, body from staff_topic_remark where ticket_id = :ticket
                        order by id limit :limit
                        """)
                .bind("ticket", ticket)
                .bind("limit", limit)
                .map((RowView row) -> new TopicUpdate.TopicRemark(
                        row.getColumn("id", Long.class),
                        row.getColumn("message", Integer.class),
                        row.getColumn("body", String.class)))
                .list());
    }

    void deleteRemarks(List<TopicUpdate.TopicRemark> said) {
        jdbi.useHandle(handle ->
                said.forEach(remark -> handle.execute("delete from staff_topic_remark where id = ?", remark.id())));
    }

    /// Watches the delivery of a message. The ticket is locked.
    void insertWatch(long ticket, long conversation, int line, int message) {
        jdbi.useHandle(handle -> {
            handle.execute("delete from staff_topic_watch where ticket_id = ? and line = ?", ticket, line);
            handle.execute(
                    "insert into staff_topic_watch (ticket_id, conversation_id, line, message) values (?, ?, ?, ?)",
                    ticket,
                    conversation,
                    line,
                    message);
        });
    }

    private record WatchedMessage(long ticket, long conversation, int line, Integer message) {
        MessageKey messageKey() {
            return new MessageKey(conversation, line);
        }
    }

    /// Watched messages whose delivery is known by now.
    List<DeliveryOutcome> findSettled(int limit) {
        List<DeliveryOutcome> settled = new ArrayList<>();
        List<WatchedMessage> page = findWatched(0, 0, limit);
        while (!page.isEmpty() && settled.size() < limit) {
            Map<MessageKey, MessageStatusRepository.MessageStatus> statuses = messages.findStatuses(
                    page.stream().map(WatchedMessage::messageKey).toList());
            for (WatchedMessage watched : page) {
                MessageStatusRepository.MessageStatus status = statuses.get(watched.messageKey());
                if (status == null) {
                    // Deleted since: there is nothing to report.
                    settled.add(new DeliveryOutcome(
                            watched.ticket(), watched.line(), watched.message(), Message.State.SENT, null));
                } else if (status.state() != Message.State.PENDING) {
                    settled.add(new DeliveryOutcome(
                            watched.ticket(), watched.line(), watched.message(), status.state(), status.failure()));
                }
            }
            page = findWatched(page.getLast().ticket(), page.getLast().line(), limit);
        }
        return settled;
    }

    private List<WatchedMessage> findWatched(long afterTicket, int afterLine, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select ticket_id, conversation_id, line, message from staff_topic_watch
                        where ticket_id > :ticket or ticket_id = :ticket and line > :line
                        order by ticket_id, line limit :limit
                        """)
                .bind("ticket", afterTicket)
                .bind("line", afterLine)
                .bind("limit", limit)
                .map((RowView row) -> new WatchedMessage(
                        row.getColumn("ticket_id", Long.class),
                        row.getColumn("conversation_id", Long.class),
                        row.getColumn("line", Integer.class),
                        row.getColumn("message", Integer.class)))
                .list());
    }

    /// Ends the watch.
    ///
    /// @param text remark for the topic; null for none
    void settleWatch(DeliveryOutcome fate, String text) {
        jdbi.useTransaction(handle -> {
            int found = handle.execute(
                    "delete from staff_topic_watch where ticket_id = ? and line = ?", fate.ticket(), fate.line());
            if (found > 0 && text != null) {
                insertRemark(fate.ticket(), fate.message(), text);
            }
        });
    }
}
