package pk.rahnuma.conversation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import pk.rahnuma.conversation.batch.TurnRequest;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.OutboxService;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.messaging.conversation.OutboxOwner;
import pk.rahnuma.messaging.conversation.ProcessedUpdateRepository;

/// Writes the reply to an update that no turn has processed.
@Singleton
class UpdateReplyWriter {

    private final ConversationRepository conversations;
    private final ConversationMessageService messages;
    private final OutboxService outbox;
    private final ProcessedUpdateRepository processedUpdates;

    UpdateReplyWriter(
            ConversationRepository conversations,
            ConversationMessageService messages,
            OutboxService outbox,
            ProcessedUpdateRepository processedUpdates) {
        this.conversations = conversations;
        this.messages = messages;
        this.outbox = outbox;
        this.processedUpdates = processedUpdates;
    }

    boolean isProcessed(TurnRequest request) {
        return !processedUpdates.findProcessed(List.of(request.updateKey())).isEmpty();
    }

    /// Writes a reply, and marks the update as processed.
    ///
    /// @param row of the locked conversation
    Message writeReply(ConversationRepository.ConversationRow row, TurnRequest request, Reply reply, Instant now) {
        int seq = row.lastSeq() + 1;
        long chat = request.chat() == null ? row.lastChat() : request.chat().id();
        Message message = new Message(
                row.id(),
                seq,
                chat,
                Message.Direction.REPLY,
                reply,
                null,
                Message.State.PENDING,
                0,
                row.heldUntil(),
                null,
                null,
                now);
        // A wake-up that fails would be repeated endlessly.
        Instant wakeAt = request.input() instanceof ConversationInput.Timer ? null : row.wakeAt();
        OutboxOwner owner = outbox.nextOwner(row.id(), row.owner(), now);
        conversations.updatePosition(row.id(), seq, chat, wakeAt, owner, now);
        processedUpdates.insertProcessed(List.of(new ProcessedUpdateRepository.ProcessedUpdate(
                request.updateKey(), seq, seq, now, request.contentHash())));
        messages.appendMessages(List.of(message), Map.of(row.id(), owner));
        return message;
    }
}
