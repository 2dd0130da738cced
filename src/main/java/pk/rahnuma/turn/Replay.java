package pk.rahnuma.turn;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/// Turns as they would have been at another time: for data that looks as if it had been there for long. The runners
/// know nothing of it, so nobody else may work on the same conversations meanwhile.
@Singleton
public final class Replay {

    private static final int AT_ONCE = 256;

    private final Batch batch;
    private final ConversationRows rows;

    Replay(Batch batch, ConversationRows rows) {
        this.batch = batch;
        this.rows = rows;
    }

    /// Takes updates at the time of the first, in the transaction that runs on the thread; their chats are open.
    public List<Receipt> take(List<Incoming> updates) {
        Instant now = updates.getFirst().received();
        List<Work> works = updates.stream()
                .map(update -> Work.of(update, io.opentelemetry.api.trace.Span.getInvalid()))
                .toList();
        return batch.run(batch.place(works, now), now);
    }

    /// Wakes the conversations whose time has come by then: reminders are said, old drafts go.
    public void wake(Instant now) {
        List<Work> works = rows.due(now, AT_ONCE).stream()
                .map(due -> Work.wake(due.id(), due.wakeAt(), now))
                .toList();
        if (!works.isEmpty()) {
            batch.run(batch.place(works, now), now);
        }
    }
}
