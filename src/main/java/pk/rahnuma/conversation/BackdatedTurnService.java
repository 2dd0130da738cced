package pk.rahnuma.conversation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.conversation.batch.ConversationRepository;
import pk.rahnuma.conversation.batch.TurnBatchProcessor;
import pk.rahnuma.conversation.batch.TurnRequest;
import pk.rahnuma.conversation.intake.IncomingMessage;
import pk.rahnuma.conversation.intake.TurnReceipt;

/// Turns as they would have been at another time: for data that looks as if it had been there for long. The runners
/// know nothing of it, so nobody else may work on the same conversations meanwhile.
@Singleton
public final class BackdatedTurnService {

    private static final int BATCH_SIZE = 256;

    private final TurnBatchProcessor batch;
    private final ConversationRepository rows;

    BackdatedTurnService(TurnBatchProcessor batch, ConversationRepository rows) {
        this.batch = batch;
        this.rows = rows;
    }

    /// Takes updates at the time of the first, in the transaction that runs on the thread; their chats are open.
    public List<TurnReceipt> processAt(List<IncomingMessage> updates) {
        Instant now = updates.getFirst().received();
        List<TurnRequest> works = updates.stream()
                .map(update -> TurnRequest.fromMessage(update, io.opentelemetry.api.trace.Span.getInvalid()))
                .toList();
        return batch.processBatch(batch.resolveChats(works, now), now);
    }

    /// Wakes the conversations whose time has come by then: reminders are said, old drafts go.
    public void wakeDue(Instant now) {
        List<TurnRequest> works = rows.findDue(now, BATCH_SIZE).stream()
                .map(due -> TurnRequest.ofWakeUp(due.id(), due.wakeAt(), now))
                .toList();
        if (!works.isEmpty()) {
            batch.processBatch(batch.resolveChats(works, now), now);
        }
    }
}
