package pk.rahnuma.turn;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import pk.rahnuma.turn.delivery.Delivery;
import pk.rahnuma.turn.measures.Traces;

/// The intake: hands each message to the runner of its chat.
@Singleton
class Runners implements Intake {

    private final List<Runner> runners = new ArrayList<>();
    private final Meters meters;
    private final Traces traces;
    private final Clock clock;

    Runners(
            TurnSettings settings,
            Batch batch,
            DeadLetters deadLetters,
            Delivery delivery,
            Meters meters,
            Traces traces,
            Clock clock) {
        this.meters = meters;
        this.traces = traces;
        this.clock = clock;
        for (int i = 0; i < settings.getRunners(); i++) {
            runners.add(new Runner("turn-" + i, settings, batch, deadLetters, delivery, meters, clock));
        }
    }

    @Override
    public CompletableFuture<Receipt> offer(Incoming incoming) {
        return offer(
                Work.of(incoming, traces.received(incoming.channel(), incoming.received())),
                incoming.address().hashCode());
    }

    /// Wakes a conversation whose time has come.
    CompletableFuture<Receipt> wake(long conversation, Instant due) {
        return offer(Work.wake(conversation, due, clock.instant()), Long.hashCode(conversation));
    }

    private CompletableFuture<Receipt> offer(Work work, int hash) {
        if (!runners.get(Math.floorMod(hash, runners.size())).offer(work)) {
            meters.unavailable(work);
            work.done().completeExceptionally(new Unavailable("too many messages wait", null));
        }
        return work.done();
    }

    /// Messages that nobody works on yet.
    int waiting() {
        return runners.stream().mapToInt(Runner::waiting).sum();
    }

    /// Since when the longest has something to do that it has not done; empty when there is nothing.
    Optional<Instant> since() {
        return runners.stream().map(Runner::since).filter(Objects::nonNull).min(Instant::compareTo);
    }

    /// Whether all of them still take what comes.
    boolean run() {
        return runners.stream().allMatch(Runner::runs);
    }

    @PreDestroy
    void close() {
        runners.forEach(Runner::close);
    }
}
