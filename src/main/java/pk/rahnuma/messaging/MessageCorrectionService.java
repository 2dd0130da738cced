package pk.rahnuma.messaging;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.Message.Direction;
import pk.rahnuma.messaging.Message.State;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.messaging.conversation.OutboxOwner;

/// Corrects earlier messages: edits, withdraws, recalls or resends them. Takes part in the current transaction of the
/// thread.
@Singleton
public final class MessageCorrectionService {

    /// Maximum edits of one message that are searched.
    private static final int MAX_CHANGES = 200;

    private final TransactionOperations<Connection> transactions;
    private final MessageRepository storedMessages;
    private final ConversationMessageService messages;
    private final OutboxService outbox;
    private final ConversationRepository conversations;

    MessageCorrectionService(
            TransactionOperations<Connection> transactions,
            MessageRepository storedMessages,
            ConversationMessageService messages,
            OutboxService outbox,
            ConversationRepository conversations) {
        this.transactions = transactions;
        this.storedMessages = storedMessages;
        this.messages = messages;
        this.outbox = outbox;
        this.conversations = conversations;
    }

    /// Edits a message: where the channel can do that, in place; otherwise by a new message. It goes to the chat of the
    /// first one.
    ///
    /// @param line its sequence number
    /// @return the message with the edit; empty when there is no such message, or it never reached the person
    public Optional<Message> editMessage(long conversation, int line, Reply changed, Instant now) {
        return transactions.executeWrite(status -> {
            ConversationRepository.LockedPosition position = conversations.lockPosition(conversation);
            Message first = findMessage(conversation, line).orElse(null);
            if (first == null || first.state() == State.REFUSED || first.direction() == Direction.RECEIVED) {
                return Optional.empty();
            }
            // An unsent message has no id on its channel: the edit is sent after it.
            boolean inPlace = first.body().fileId() == null && first.reference() != null;
            Reply.DisplayMode manner = inPlace ? Reply.DisplayMode.REPLACES : Reply.DisplayMode.PLAIN;
            Reply body = new Reply(changed.text(), changed.buttons(), null, manner);
            Message edit = createNextMessage(first, position, body, inPlace ? first.reference() : null, now);
            appendMessage(edit, position, now);
            return Optional.of(edit);
        });
    }

    /// Withdraws a message: its text is deleted here, and where the channel can do that the message is deleted too. The
    /// texts of its in-place edits are deleted as well.
    ///
    /// @param line its sequence number
    /// @return the message that deletes it; a message that never arrived needs none, and is returned itself. Empty when
    ///     there is no such message, or its outcome is not known yet
    public Optional<Message> withdrawMessage(long conversation, int line, Instant now) {
        return transactions.executeWrite(status -> {
            ConversationRepository.LockedPosition position = conversations.lockPosition(conversation);
            Message first = findMessage(conversation, line).orElse(null);
            if (first == null
                    || first.direction() == Direction.RECEIVED
                    || first.state() != State.REFUSED && first.reference() == null) {
                return Optional.empty();
            }
            storedMessages.updateBody(conversation, line, Reply.ofText(""));
            if (first.reference() == null) {
                return Optional.of(first);
            }
            storedMessages
                    .findReplacements(conversation, first.reference(), MAX_CHANGES)
                    .forEach(changed -> storedMessages.updateBody(conversation, changed, Reply.ofRetraction()));
            Message nothing = createNextMessage(first, position, Reply.ofRetraction(), first.reference(), now);
            appendMessage(nothing, position, now);
            return Optional.of(nothing);
        });
    }

    /// Recalls an unsent message that may not be shown before a future time: the person never sees it, and its text is
    /// deleted.
    ///
    /// @param line its sequence number
    /// @return the message before; empty when there is no such message, or it may have been sent
    public Optional<Message> recallUnsent(long conversation, int line, Instant now) {
        return transactions.executeWrite(status -> {
            conversations.lockPosition(conversation);
            Optional<Message> before = findMessage(conversation, line);
            int recalled = storedMessages.recallUnsent(conversation, line, DeliveryResult.RECALLED, now);
            if (recalled == 0) {
                return Optional.empty();
            }
            storedMessages.updateBody(conversation, line, Reply.ofText(""));
            return before;
        });
    }

    private void appendMessage(Message message, ConversationRepository.LockedPosition position, Instant now) {
        OutboxOwner owner = outbox.nextOwner(message.conversation(), position.owner(), now);
        messages.appendMessages(List.of(message), Map.of(message.conversation(), owner));
        conversations.advancePosition(message.conversation(), message.seq(), owner, null, now);
    }

    /// Next message, in the chat of an earlier one.
    private static Message createNextMessage(
            Message first, ConversationRepository.LockedPosition position, Reply body, String replaces, Instant now) {
        return new Message(
                first.conversation(),
                position.seq() + 1,
                first.chat(),
                Direction.REPLY,
                body,
                replaces,
                State.PENDING,
                0,
                position.heldUntil(),
                null,
                null,
                now);
    }

    /// Sends a message again that was refused, or whose outcome is unknown.
    ///
    /// @return false when there is no such message, or it needs no resending
    public boolean resendMessage(long conversation, int line, Instant now) {
        return transactions.executeWrite(status -> {
            ConversationRepository.LockedPosition position = conversations.lockPosition(conversation);
            int found = storedMessages.requeueMessage(conversation, line, DeliveryResult.RECALLED, now);
            if (found == 0) {
                return false;
            }
            OutboxOwner owner = outbox.nextOwner(conversation, position.owner(), now);
            conversations.advancePosition(conversation, position.seq(), owner, null, now);
            findMessage(conversation, line)
                    .ifPresent(message -> messages.publishOwn(List.of(message), Map.of(conversation, owner)));
            return true;
        });
    }

    private Optional<Message> findMessage(long conversation, int seq) {
        return messages.readHistory(conversation, seq - 1, 1).stream()
                .filter(message -> message.seq() == seq)
                .findFirst();
    }
}
