package pk.rahnuma.cli.demo;

import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/// Runs events in the order of their times, until now; later events are dropped. An event may add others. Many events
/// share a transaction.
final class SimulatedTimeline {

    private static final int BATCH_SIZE = 150;

    private record TimelineEvent(Instant at, int order, Consumer<Instant> act) {}

    private final PriorityQueue<TimelineEvent> acts =
            new PriorityQueue<>(Comparator.comparing(TimelineEvent::at).thenComparing(TimelineEvent::order));
    private final TransactionOperations<Connection> transactions;
    private final Instant now;
    private int added;

    SimulatedTimeline(TransactionOperations<Connection> transactions, Instant now) {
        this.transactions = transactions;
        this.now = now;
    }

    Instant now() {
        return now;
    }

    void addEvent(Instant time, Consumer<Instant> act) {
        if (!time.isAfter(now)) {
            acts.add(new TimelineEvent(time, added++, act));
        }
    }

    void runEvents() {
        while (!acts.isEmpty()) {
            transactions.executeWrite(status -> {
                for (int i = 0; i < BATCH_SIZE && !acts.isEmpty(); i++) {
                    TimelineEvent next = acts.poll();
                    next.act().accept(next.at());
                }
                return null;
            });
        }
    }
}
