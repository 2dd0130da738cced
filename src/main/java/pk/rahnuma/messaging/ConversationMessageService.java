package pk.rahnuma.messaging;

import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.cluster.ClusterNode;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.Message.Direction;
import pk.rahnuma.messaging.Message.State;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.messaging.conversation.OutboxOwner;
import pk.rahnuma.persistence.JdbcExecutor;
import pk.rahnuma.vault.column.SealedColumn;
import pk.rahnuma.vault.column.SealedColumnProvider;

/// Messages of conversations, including the outbox. Takes part in the current transaction of the thread.
@Singleton
public final class ConversationMessageService implements SealedColumnProvider {

    private static final long NO_SUBJECT = 0;

    private final Jdbi jdbi;
    private final MessageRepository rows;
    private final ConversationRepository conversations;
    private final OutboxService outbox;
    private final ClusterNode node;
    private final ApplicationEventPublisher<OutboxEvent> events;

    ConversationMessageService(
            Jdbi jdbi,
            MessageRepository rows,
            ConversationRepository conversations,
            OutboxService outbox,
            ClusterNode node,
            ApplicationEventPublisher<OutboxEvent> events) {
        this.jdbi = jdbi;
        this.rows = rows;
        this.conversations = conversations;
        this.outbox = outbox;
        this.node = node;
        this.events = events;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(MessageRepository.BODY_COLUMN);
    }

    /// Appends one batch, of many conversations. The caller holds their locks and has advanced `seq`. Messages that
    /// this node sends are published with the commit ([OutboxEvent]).
    ///
    /// @param owners owners by conversation, from [OutboxService#nextOwner]
    public void appendMessages(List<Message> messages, Map<Long, OutboxOwner> owners) {
        if (messages.isEmpty()) {
            return;
        }
        JdbcExecutor.withConnection(jdbi, connection -> rows.insertMessages(connection, messages));
        publishOwn(messages, owners);
    }

    void updateBody(long conversation, int seq, Reply body) {
        JdbcExecutor.withConnection(jdbi, connection -> {
            rows.updateBody(connection, conversation, seq, body);
            return null;
        });
    }

    void publishOwn(List<Message> messages, Map<Long, OutboxOwner> owners) {
        long self = node.nodeId();
        List<Message> own = messages.stream()
                .filter(message -> self != 0
                        && message.state() == State.PENDING
                        && owners.get(message.conversation()).senderNode() == self)
                .toList();
        if (!own.isEmpty()) {
            events.publishEvent(new OutboxEvent.Announced(own));
            jdbi.useHandle(handle -> handle.afterCommit(() -> events.publishEvent(new OutboxEvent.Committed(own)))
                    .afterRollback(() -> events.publishEvent(new OutboxEvent.RolledBack(own))));
        }
    }

    /// Messages after `afterSeq`, in order.
    public List<Message> readHistory(long conversation, int afterSeq, int limit) {
        return select("where m.conversation_id = ? and m.seq > ? order by m.seq limit ?", select -> {
            select.setLong(1, conversation);
            select.setInt(2, afterSeq);
            select.setInt(3, limit);
        });
    }

    /// Last messages, in order.
    public List<Message> readLast(long conversation, int limit) {
        return select("where m.conversation_id = ? order by m.seq desc limit ?", select -> {
                    select.setLong(1, conversation);
                    select.setInt(2, limit);
                })
                .reversed();
    }

    /// True when a message to the person is unsent.
    public boolean hasPending(long conversation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from message where conversation_id = :id and state = 'PENDING'
                        """)
                        .bind("id", conversation)
                        .mapTo(Long.class)
                        .one())
                > 0;
    }

    /// Sends notices to a person outside of a turn, to the chat that was used last. Locks the conversation and takes
    /// the next sequence numbers; listeners are notified after the commit.
    ///
    /// Not for the conversation whose turn is running: an action answers by its result.
    ///
    /// @throws NoSuchElementException when there is no such conversation
    public List<Message> postNotices(long conversation, List<Reply> notices, Instant now) {
        return postNotices(conversation, NO_SUBJECT, notices, Direction.NOTICE, null, now);
    }

    /// Sends notices that are repeated when the person has blocked the bot and returns, unless there is a later one
    /// about the same subject.
    ///
    /// @param about number of an application, a ticket, an organisation or a person
    public List<Message> postNoticesAbout(long about, long conversation, List<Reply> notices, Instant now) {
        return postNotices(conversation, about, notices, Direction.NOTICE, null, now);
    }

    /// Sends answers of staff, which a person waits for. All of these are repeated after a block.
    public List<Message> postAnswersAbout(long about, long conversation, List<Reply> replies, Instant now) {
        return postNotices(conversation, about, replies, Direction.REPLY, null, now);
    }

    /// Sends answers that must not be sent or shown before a time, so that they can be recalled until then
    /// ([MessageCorrectionService#recallUnsent]). Later messages wait too.
    public List<Message> postDelayedAnswers(
            long about, long conversation, List<Reply> replies, Instant notBefore, Instant now) {
        return postNotices(conversation, about, replies, Direction.REPLY, notBefore, now);
    }

    private List<Message> postNotices(
            long conversation, long about, List<Reply> replies, Direction direction, Instant notBefore, Instant now) {
        if (replies.isEmpty()) {
            return List.of();
        }
        return jdbi.inTransaction(handle -> {
            ConversationRepository.LockedPosition position =
                    conversations.lockPosition(conversation).withNotBefore(notBefore);
            OutboxOwner owner = outbox.nextOwner(conversation, position.owner(), now);
            List<Message> posted = new ArrayList<>(replies.size());
            for (Reply reply : replies) {
                posted.add(message(conversation, position, posted.size() + 1, direction, reply, now));
            }
            appendMessages(posted, Map.of(conversation, owner));
            if (about != NO_SUBJECT) {
                MissedMessageRepository.setAbout(handle, about, posted);
            }
            Instant held = notBefore == null ? null : position.heldUntil();
            conversations.advancePosition(conversation, position.seq() + posted.size(), owner, held, now);
            return posted;
        });
    }

    private static Message message(
            long conversation,
            ConversationRepository.LockedPosition last,
            int further,
            Direction direction,
            Reply reply,
            Instant now) {
        return new Message(
                conversation,
                last.seq() + further,
                last.chat(),
                direction,
                reply,
                null,
                State.PENDING,
                0,
                last.heldUntil(),
                null,
                null,
                now);
    }

    private List<Message> select(String where, JdbcExecutor.Binder binder) {
        return JdbcExecutor.withConnection(jdbi, connection -> rows.selectMessages(connection, where, binder));
    }
}
