package pk.rahnuma.ticket.topic;

import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import pk.rahnuma.messaging.Message;

/// The tables of remarks to be sent to staff in topics, and of messages whose delivery is not known yet.
@Singleton
public final class TopicRemarkRepository {

    private static final int MAX_REMARK_LENGTH = 1000;

    private final Jdbi jdbi;

    public TopicRemarkRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
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

    /// Watched messages whose delivery is known by now.
    List<DeliveryOutcome> findSettled(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select w.ticket_id, w.line, w.message, m.state, m.failure from staff_topic_watch w
                        join message m on m.conversation_id = w.conversation_id and m.seq = w.line
                        where m.state <> 'PENDING' order by w.ticket_id, w.line limit :limit
                        """)
                .bind("limit", limit)
                .map((RowView row) -> new DeliveryOutcome(
                        row.getColumn("ticket_id", Long.class),
                        row.getColumn("line", Integer.class),
                        row.getColumn("message", Integer.class),
                        Message.State.valueOf(row.getColumn("state", String.class)),
                        row.getColumn("failure", String.class)))
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
