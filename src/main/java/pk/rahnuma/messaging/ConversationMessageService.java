package pk.rahnuma.messaging;

import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import pk.rahnuma.cluster.ClusterNode;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.render.CommandData;
import pk.rahnuma.messaging.Message.Direction;
import pk.rahnuma.messaging.Message.State;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.messaging.conversation.OutboxOwner;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Messages of conversations, including the outbox. Takes part in the current transaction of the thread.
@Singleton
public final class ConversationMessageService {

    private static final long NO_SUBJECT = 0;

    private final TransactionOperations<Connection> transactions;
    private final MessageRepository messages;
    private final MissedMessageRepository missedMessages;
    private final ConversationRepository conversations;
    private final OutboxService outbox;
    private final SubjectEncryptionService encryption;
    private final ClusterNode node;
    private final ApplicationEventPublisher<OutboxEvent> events;

    ConversationMessageService(
            TransactionOperations<Connection> transactions,
            MessageRepository messages,
            MissedMessageRepository missedMessages,
            ConversationRepository conversations,
            OutboxService outbox,
            SubjectEncryptionService encryption,
            ClusterNode node,
            ApplicationEventPublisher<OutboxEvent> events) {
        this.transactions = transactions;
        this.messages = messages;
        this.missedMessages = missedMessages;
        this.conversations = conversations;
        this.outbox = outbox;
        this.encryption = encryption;
        this.node = node;
        this.events = events;
    }

    /// Appends one batch, of many conversations. The caller holds their locks and has advanced `seq`. Messages that
    /// this node sends are published with the commit ([OutboxEvent]).
    ///
    /// @param owners owners by conversation, from [OutboxService#nextOwner]
    public void appendMessages(List<Message> messages, Map<Long, OutboxOwner> owners) {
        if (messages.isEmpty()) {
            return;
        }
        this.messages.insertMessages(messages);
        publishOwn(messages, owners);
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
            transactions
                    .findTransactionStatus()
                    .orElseThrow()
                    .registerSynchronization(new TransactionSynchronization() {
                        @Override
                        public void afterCommit() {
                            events.publishEvent(new OutboxEvent.Committed(own));
                        }

                        @Override
                        public void afterCompletion(Status status) {
                            if (status != Status.COMMITTED) {
                                events.publishEvent(new OutboxEvent.RolledBack(own));
                            }
                        }
                    });
        }
    }

    /// Time of the last message that a person wrote; empty when they wrote none.
    public Optional<Instant> findLastReceivedAt(long conversation) {
        return messages.findLastReceivedAt(conversation);
    }

    /// Messages after `afterSeq`, in order.
    public List<Message> readHistory(long conversation, int afterSeq, int limit) {
        return messages.toMessages(messages.findAfter(conversation, afterSeq, limit));
    }

    /// The messages with these numbers that exist.
    public List<Message> readLines(long conversation, Collection<Integer> lines) {
        return lines.isEmpty() ? List.of() : messages.toMessages(messages.findLines(conversation, lines));
    }

    /// Last messages, in order.
    public List<Message> readLast(long conversation, int limit) {
        return messages.toMessages(messages.findLast(conversation, limit)).reversed();
    }

    /// Last message that each of these persons wrote, by conversation; one query.
    public Map<Long, Message> readLastReceived(Collection<Long> conversations) {
        return conversations.isEmpty()
                ? Map.of()
                : messages.toMessages(messages.findLastReceived(PaddedKeys.padKeys(conversations))).stream()
                        .collect(Collectors.toMap(Message::conversation, message -> message));
    }

    /// True when a message to the person is unsent.
    public boolean hasPending(long conversation) {
        return messages.hasPending(conversation);
    }

    /// Appends a message of the person that no turn processes. Locks the conversation and takes the next number.
    ///
    /// @param chat that it came from
    /// @param body with the kind of the message
    /// @throws NoSuchElementException when there is no such conversation
    public Message appendReceived(Chat chat, Reply body, Instant now) {
        long conversation = chat.conversation();
        return transactions.executeWrite(status -> {
            ConversationRepository.LockedPosition position = conversations.lockPosition(conversation);
            Message received = new Message(
                    conversation,
                    position.seq() + 1,
                    chat.id(),
                    Direction.RECEIVED,
                    body,
                    null,
                    State.HEARD,
                    0,
                    position.heldUntil(),
                    null,
                    null,
                    now);
            appendMessages(List.of(received), Map.of(conversation, position.owner()));
            conversations.advancePosition(conversation, received.seq(), position.owner(), null, now);
            return received;
        });
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

    /// Sends notices to a chat of the person, which need not be the one that was used last.
    public List<Message> postNoticesIn(long chat, long conversation, List<Reply> notices, Instant now) {
        return transactions.executeWrite(status -> postAfter(
                conversations.lockPosition(conversation).withChat(chat),
                conversation,
                NO_SUBJECT,
                notices,
                Direction.NOTICE,
                null,
                now));
    }

    /// Sends notices that are repeated when the person has blocked the bot and returns, unless there is a later one
    /// about the same subject.
    ///
    /// @param about number of an application, a ticket, an organisation or a person
    public List<Message> postNoticesAbout(long about, long conversation, List<Reply> notices, Instant now) {
        return postNotices(conversation, about, notices, Direction.NOTICE, null, now);
    }

    /// Sends a notice that asks for a decision, which a script takes: a "yes" to it starts the script.
    public void postQuestion(long conversation, Reply notice, String script, Instant now) {
        postNotices(conversation, List.of(notice), now);
        updateOffer(conversation, state -> state.afterQuestion(script));
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
        return transactions.executeWrite(status -> {
            ConversationRepository.LockedPosition position =
                    conversations.lockPosition(conversation).withNotBefore(notBefore);
            return postAfter(position, conversation, about, replies, direction, notBefore, now);
        });
    }

    private List<Message> postAfter(
            ConversationRepository.LockedPosition position,
            long conversation,
            long about,
            List<Reply> replies,
            Direction direction,
            Instant notBefore,
            Instant now) {
        OutboxOwner owner = outbox.nextOwner(conversation, position.owner(), now);
        List<Message> posted = new ArrayList<>(replies.size());
        for (Reply reply : replies) {
            posted.add(createMessage(conversation, position, posted.size() + 1, direction, reply, now));
        }
        appendMessages(posted, Map.of(conversation, owner));
        if (about != NO_SUBJECT) {
            missedMessages.insertSubjects(about, posted);
        }
        saveOffer(conversation, replies.getLast());
        Instant held = notBefore == null ? null : position.heldUntil();
        conversations.advancePosition(conversation, position.seq() + posted.size(), owner, held, now);
        return posted;
    }

    /// The label of a button of a notice may be typed: the conversation keeps its link.
    private void saveOffer(long conversation, Reply notice) {
        String link = CommandData.findOfferedLink(notice);
        if (link != null) {
            updateOffer(conversation, state -> state.afterNotice(link, CommandData.linkData(notice)));
        }
    }

    private void updateOffer(long conversation, UnaryOperator<ConversationState> change) {
        conversations
                .lockConversations(new TreeSet<>(List.of(conversation)))
                .values()
                .forEach(row -> conversations.updateOffer(row, encryption.openKeys(List.of(conversation)), change));
    }

    private static Message createMessage(
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
}
