package pk.rahnuma.conversation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.conversation.batch.ConversationRepository;
import pk.rahnuma.conversation.batch.TurnBatchProcessor;
import pk.rahnuma.conversation.batch.TurnRequest;
import pk.rahnuma.conversation.intake.IncomingMessage;
import pk.rahnuma.conversation.intake.TurnReceipt;

/// Processes turns as of another time, to create data that looks old. The turn workers do not know of it, so nothing
/// else may process the same conversations meanwhile.
@Singleton
public final class BackdatedTurnService {

    private static final int BATCH_SIZE = 256;

    private final TurnBatchProcessor batch;
    private final ConversationRepository rows;

    BackdatedTurnService(TurnBatchProcessor batch, ConversationRepository rows) {
        this.batch = batch;
        this.rows = rows;
    }

    /// Processes updates as of the time of the first one, in the current transaction. Their chats must exist already.
    public List<TurnReceipt> processAt(List<IncomingMessage> updates) {
        Instant now = updates.getFirst().received();
        List<TurnRequest> works = updates.stream()
                .map(update -> TurnRequest.fromMessage(update, io.opentelemetry.api.trace.Span.getInvalid()))
                .toList();
        return batch.processBatch(batch.resolveChats(works, now), now);
    }

    /// Wakes the conversations that are due by then: reminders are sent and old drafts expire.
    public void wakeDue(Instant now) {
        List<TurnRequest> works = rows.findDue(now, BATCH_SIZE).stream()
                .map(due -> TurnRequest.ofWakeUp(due.id(), due.wakeAt(), now))
                .toList();
        if (!works.isEmpty()) {
            batch.processBatch(batch.resolveChats(works, now), now);
        }
    }
}
