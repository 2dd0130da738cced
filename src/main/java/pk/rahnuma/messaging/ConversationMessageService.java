package pk.rahnuma.messaging;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.cluster.ClusterNode;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.Message.Direction;
import pk.rahnuma.messaging.Message.State;
import pk.rahnuma.messaging.chat.Channel;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.persistence.JdbcExecutor;
import pk.rahnuma.persistence.UtcTimestamps;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.column.SealedColumn;
import pk.rahnuma.vault.column.SealedColumnProvider;

/// The lines of conversations, and among them the outbox. Takes part in the transaction that runs on the calling
/// thread.
@Singleton
public final class ConversationMessageService implements SealedColumnProvider {

    private static final long NO_SUBJECT = 0;

    private final Jdbi jdbi;
    private final MessageRepository rows;
    private final OutboxOwnershipService outbox;
    private final ClusterNode node;
    private final OutboxListener courier;

    @Inject
    ConversationMessageService(
            Jdbi jdbi, SubjectEncryptionService vault, ClusterNode node, BeanProvider<OutboxListener> couriers) {
        this(jdbi, vault, node, new CompositeOutboxListener(couriers));
    }

    public ConversationMessageService(
            Jdbi jdbi, SubjectEncryptionService vault, ClusterNode node, OutboxListener courier) {
        this.jdbi = jdbi;
        this.rows = new MessageRepository(vault);
        this.outbox = new OutboxOwnershipService(jdbi, vault, node);
        this.node = node;
        this.courier = courier;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(MessageRepository.BODY_COLUMN);
    }

    /// One batch, of many conversations. The caller holds their locks and has counted `seq` on. What is to be sent by
    /// this node is handed to its courier with the commit.
    ///
    /// @param carriers by conversation, as [OutboxOwnershipService#nextOwner] told
    public void appendMessages(List<Message> messages, Map<Long, OutboxOwner> carriers) {
        if (messages.isEmpty()) {
            return;
        }
        JdbcExecutor.withConnection(jdbi, connection -> rows.insertMessages(connection, messages));
        notifyOutboxListeners(messages, carriers);
    }

    void updateBody(long conversation, int seq, Reply body) {
        JdbcExecutor.withConnection(jdbi, connection -> {
            rows.updateBody(connection, conversation, seq, body);
            return null;
        });
    }

    void notifyOutboxListeners(List<Message> messages, Map<Long, OutboxOwner> carriers) {
        long self = node.nodeId();
        List<Message> own = messages.stream()
                .filter(message -> self != 0
                        && message.state() == State.PENDING
                        && carriers.get(message.conversation()).senderNode() == self)
                .toList();
        if (!own.isEmpty()) {
            courier.beforeCommit(own);
            jdbi.useHandle(handle ->
                    handle.afterCommit(() -> courier.afterCommit(own)).afterRollback(() -> courier.afterRollback(own)));
        }
    }

    /// Those of these conversations where something is still to be sent, by whichever node; no query where this node
    /// sends and its courier knows. The caller holds their locks.
    ///
    /// @param carriers of the conversations, as their rows say
    public Set<Long> findConversationsWithUnsent(Map<Long, OutboxOwner> carriers) {
        long self = node.isCertainlyAlive() ? node.nodeId() : 0;
        List<Long> own = new ArrayList<>();
        Set<Long> doubtful = new TreeSet<>();
        carriers.forEach((id, carrier) -> {
            if (self != 0 && carrier.senderNode() == self) {
                own.add(id);
            } else if (carrier.lastSeq() > 0) {
                doubtful.add(id);
            }
        });
        if (!own.isEmpty()) {
            doubtful.addAll(own);
            doubtful.removeAll(courier.findFullySent(own));
        }
        return doubtful.isEmpty() ? Set.of() : outbox.findConversationsWithUnsent(doubtful);
    }

    /// The lines after `afterSeq`, in order.
    public List<Message> readHistory(long conversation, int afterSeq, int limit) {
        return select("where m.conversation_id = ? and m.seq > ? order by m.seq limit ?", select -> {
            select.setLong(1, conversation);
            select.setInt(2, afterSeq);
            select.setInt(3, limit);
        });
    }

    /// The last lines, in order.
    public List<Message> readLast(long conversation, int limit) {
        return select("where m.conversation_id = ? order by m.seq desc limit ?", select -> {
                    select.setLong(1, conversation);
                    select.setInt(2, limit);
                })
                .reversed();
    }

    /// What is still to be sent of this node's conversations, oldest first, whether or not it must wait.
    public List<Message> findPending(int limit) {
        return select("""
                join conversation c on c.id = m.conversation_id
                where m.state = 'PENDING' and c.node_id = ?
                order by m.created_at, m.conversation_id, m.seq limit ?
                """, select -> {
            select.setLong(1, node.nodeId());
            select.setInt(2, limit);
        });
    }

    /// All that is still to be sent to this chat, in order, whether or not it must wait.
    public List<Message> findPendingByChat(Chat chat) {
        return select(
                "where m.conversation_id = ? and m.chat_id = ? and m.state = 'PENDING' order by m.seq", select -> {
                    select.setLong(1, chat.conversation());
                    select.setLong(2, chat.id());
                });
    }

    /// Whether something is still to be sent to a person.
    public boolean hasPending(long conversation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from message where conversation_id = :id and state = 'PENDING'
                        """)
                        .bind("id", conversation)
                        .mapTo(Long.class)
                        .one())
                > 0;
    }

    /// Records what came of sending, in the order of the keys; one statement for all that came to the same. What is not
    /// pending any more stays as it is.
    public void recordResults(List<DeliveryResult> outcomes) {
        Map<MessageRepository.SharedResult, List<DeliveryResult>> alike = outcomes.stream()
                .sorted(Comparator.comparingLong(DeliveryResult::conversation).thenComparingInt(DeliveryResult::seq))
                .collect(Collectors.groupingBy(
                        MessageRepository.SharedResult::fromResult, LinkedHashMap::new, Collectors.toList()));
        if (alike.size() == 1) {
            // It commits itself, without three more statements around it.
            alike.forEach(this::recordResults);
        } else if (!alike.isEmpty()) {
            jdbi.useTransaction(handle -> alike.forEach(this::recordResults));
        }
    }

    private void recordResults(MessageRepository.SharedResult same, List<DeliveryResult> outcomes) {
        JdbcExecutor.withConnection(jdbi, connection -> MessageRepository.updateResults(connection, same, outcomes));
    }

    /// Puts back into the outbox what was refused because its channel was off, unless it is older.
    public void requeueChannelOff(Collection<Channel> on, Instant since) {
        if (on.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update message set state = 'PENDING', failure = null, settled_at = null
                        where state = 'REFUSED' and failure = :off and created_at > :since
                            and chat_id in (select id from chat where channel in (<on>))
                        """)
                .bind("off", DeliveryResult.CHANNEL_OFF)
                .bind("since", since)
                .bindList("on", on.stream().map(Channel::name).toList())
                .execute());
    }

    /// Notifies a person outside of a turn, by the chat that spoke last. Locks the conversation and takes the next
    /// places in it; couriers are told after the commit.
    ///
    /// Not for the conversation whose turn is running: an action answers by its result.
    ///
    /// @throws NoSuchElementException when there is no such conversation
    public List<Message> postNotices(long conversation, List<Reply> notices, Instant now) {
        return postNotices(conversation, NO_SUBJECT, notices, Direction.NOTICE, null, now);
    }

    /// The same for a notice that is sent again when the person has blocked the bot and returns, unless there is a
    /// later one about the same thing.
    ///
    /// @param about number of an application, a ticket, an organisation or a person
    public List<Message> postNoticesAbout(long about, long conversation, List<Reply> notices, Instant now) {
        return postNotices(conversation, about, notices, Direction.NOTICE, null, now);
    }

    /// The same for what a person waits for: what staff answer. All of these are sent again.
    public List<Message> postAnswersAbout(long about, long conversation, List<Reply> replies, Instant now) {
        return postNotices(conversation, about, replies, Direction.SAID, null, now);
    }

    /// The same, not to be sent or heard of before a time, so that it can be taken back until then
    /// ([MessageCorrectionService#recallUnsent]). What is said after it waits too.
    public List<Message> postDelayedAnswers(
            long about, long conversation, List<Reply> replies, Instant notBefore, Instant now) {
        return postNotices(conversation, about, replies, Direction.SAID, notBefore, now);
    }

    /// Takes the hold off a message whose time has come, right before it is sent. From then on it cannot be recalled.
    ///
    /// @return false when it was recalled
    public boolean releaseHeld(Message message) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update message set not_before = null
                        where conversation_id = :id and seq = :seq and state = 'PENDING'
                        """)
                        .bind("id", message.conversation())
                        .bind("seq", message.seq())
                        .execute())
                == 1;
    }

    static void updatePosition(Handle handle, long conversation, int seq, OutboxOwner carrier, Instant now) {
        updatePosition(handle, conversation, seq, carrier, null, now);
    }

    /// @param heldUntil null leaves it as it is
    private static void updatePosition(
            Handle handle, long conversation, int seq, OutboxOwner carrier, Instant heldUntil, Instant now) {
        handle.createUpdate("""
                        update conversation set last_seq = :seq, updated_at = :now, node_id = :node, left_at = :left,
                            held_until = coalesce(:held, held_until)
                        where id = :id
                        """)
                .bind("held", heldUntil)
                .bind("seq", seq)
                .bind("now", now)
                .bind("node", carrier.node() == 0 ? null : carrier.node())
                .bind("left", carrier.leftAt())
                .bind("id", conversation)
                .execute();
    }

    private List<Message> postNotices(
            long conversation, long about, List<Reply> replies, Direction direction, Instant notBefore, Instant now) {
        if (replies.isEmpty()) {
            return List.of();
        }
        return jdbi.inTransaction(handle -> {
            ConversationPosition place = lockConversation(handle, conversation).withNotBefore(notBefore);
            OutboxOwner carrier = outbox.nextOwner(conversation, place.carrier(), now);
            List<Message> posted = new ArrayList<>(replies.size());
            for (Reply reply : replies) {
                posted.add(said(conversation, place, posted.size() + 1, direction, reply, now));
            }
            appendMessages(posted, Map.of(conversation, carrier));
            if (about != NO_SUBJECT) {
                MissedMessageRepository.setAbout(handle, about, posted);
            }
            Instant held = notBefore == null ? null : place.heldUntil();
            updatePosition(handle, conversation, place.seq() + posted.size(), carrier, held, now);
            return posted;
        });
    }

    private static Message said(
            long conversation, ConversationPosition last, int further, Direction direction, Reply reply, Instant now) {
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

    static ConversationPosition lockConversation(Handle handle, long conversation) {
        return handle.createQuery("""
                        select last_seq, last_chat, held_until, node_id, left_at from conversation where id = :id for update
                        """)
                .bind("id", conversation)
                .map((row, context) -> new ConversationPosition(
                        row.getInt(1),
                        row.getLong(2),
                        UtcTimestamps.readInstant(row, 3),
                        new OutboxOwner(row.getLong(4), UtcTimestamps.readInstant(row, 5), row.getInt(1))))
                .findOne()
                .orElseThrow(() -> new NoSuchElementException("no conversation " + conversation));
    }

    private List<Message> select(String where, JdbcExecutor.Binder binder) {
        return JdbcExecutor.withConnection(jdbi, connection -> rows.selectMessages(connection, where, binder));
    }

    record ConversationPosition(int seq, long chat, Instant heldUntil, OutboxOwner carrier) {

        ConversationPosition withNotBefore(Instant at) {
            return at == null || heldUntil != null && heldUntil.isAfter(at)
                    ? this
                    : new ConversationPosition(seq, chat, at, carrier);
        }
    }
}
