package pk.rahnuma.turn;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The intake: hands each message to the runner of its chat.
@Singleton
class Runners implements Intake {

    private final List<Runner> runners = new ArrayList<>();
    private final Clock clock;

    Runners(TurnSettings settings, Batch batch, DeadLetters deadLetters, Delivery delivery, Clock clock) {
        this.clock = clock;
        for (int i = 0; i < settings.getRunners(); i++) {
            runners.add(new Runner("turn-" + i, settings, batch, deadLetters, delivery, clock));
        }
    }

    @Override
    public CompletableFuture<Receipt> offer(Incoming incoming) {
        return offer(Work.of(incoming), incoming.address().hashCode());
    }

    /// Wakes a conversation whose time has come.
    CompletableFuture<Receipt> wake(long conversation, Instant due) {
        return offer(Work.wake(conversation, due, clock.instant()), Long.hashCode(conversation));
    }

    private CompletableFuture<Receipt> offer(Work work, int hash) {
        if (!runners.get(Math.floorMod(hash, runners.size())).offer(work)) {
            work.done().completeExceptionally(new Unavailable("too many messages wait", null));
        }
        return work.done();
    }

    @PreDestroy
    void close() {
        runners.forEach(Runner::close);
    }
}
