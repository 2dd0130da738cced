package pk.rahnuma.conversation;

import io.opentelemetry.api.trace.Span;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.conversation.batch.ChatResolver;
import pk.rahnuma.conversation.batch.IncomingMessage;
import pk.rahnuma.conversation.batch.TurnBatchProcessor;
import pk.rahnuma.conversation.batch.TurnReceipt;
import pk.rahnuma.conversation.batch.TurnRequest;
import pk.rahnuma.messaging.conversation.ConversationRepository;

/// Processes turns as of another time, to create data that looks old. The turn workers do not know of it, so nothing
/// else may process the same conversations meanwhile.
@Singleton
public final class BackdatedTurnService {

    private static final int BATCH_SIZE = 256;

    private final ChatResolver chats;
    private final TurnBatchProcessor processor;
    private final ConversationRepository conversations;

    BackdatedTurnService(ChatResolver chats, TurnBatchProcessor processor, ConversationRepository conversations) {
        this.chats = chats;
        this.processor = processor;
        this.conversations = conversations;
    }

    /// Processes updates as of the time of the first one, in the current transaction. Their chats must exist already.
    public List<TurnReceipt> processAt(List<IncomingMessage> updates) {
        Instant now = updates.getFirst().received();
        List<TurnRequest> requests = updates.stream()
                .map(update -> TurnRequest.fromMessage(update, Span.getInvalid()))
                .toList();
        return processor.processBatch(chats.resolveChats(requests, now), now);
    }

    /// Wakes the conversations that are due by then: reminders are sent and old drafts expire.
    public void wakeDue(Instant now) {
        List<TurnRequest> requests = conversations.findDue(now, BATCH_SIZE).stream()
                .map(due -> TurnRequest.ofWakeUp(due.id(), due.wakeAt(), now))
                .toList();
        if (!requests.isEmpty()) {
            processor.processBatch(requests, now);
        }
    }
}
