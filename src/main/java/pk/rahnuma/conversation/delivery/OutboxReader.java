package pk.rahnuma.conversation.delivery;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import pk.rahnuma.messaging.Message;

/// Reads unsent messages that this node does not hold yet, and remembers whether there may be some. Guarded by the lock
/// of [SendQueues], which is not held during database queries.
final class OutboxReader {

    private final Object lock;
    private final InFlightMessages inFlight;
    /// Adds messages to queues, and returns the chats whose queues start now.
    private final Function<List<Message>, Set<Long>> enqueuer;

    /// True when some message of this node was not queued; the counter says how often that happened.
    private boolean behind;

    private long passedOver;

    OutboxReader(Object lock, InFlightMessages inFlight, Function<List<Message>, Set<Long>> enqueuer) {
        this.lock = lock;
        this.inFlight = inFlight;
        this.enqueuer = enqueuer;
    }

    boolean isBehind() {
        return behind;
    }

    /// Notes that unsent messages are left to be read.
    void markBehind() {
        behind = true;
        passedOver++;
    }

    /// Takes over the messages that a query finds in these conversations, before all that is committed there meanwhile.
    Set<Long> takeOver(List<Long> conversations, Supplier<List<Message>> query) {
        synchronized (lock) {
            if (inFlight.isFull()) {
                return Set.of();
            }
        }
        return read(conversations, query).started();
    }

    /// Reads messages that were left out, if there may be some.
    ///
    /// @param always whether to look even if none is known to be left out, while little is in flight
    /// @param query returns up to that many messages of this node, oldest first
    Set<Long> catchUp(boolean always, IntFunction<List<Message>> query) {
        int limit;
        long before;
        synchronized (lock) {
            if (!behind && !(always && inFlight.messageCount() < DeliveryService.BATCH_SIZE) || inFlight.isFull()) {
                return Set.of();
            }
            limit = inFlight.messageCount() + DeliveryService.BATCH_SIZE;
            before = passedOver;
        }
        ReadResult read = read(List.of(), () -> query.apply(limit));
        synchronized (lock) {
            behind = read.found() == limit || passedOver != before;
        }
        return read.started();
    }

    private record ReadResult(int found, Set<Long> started) {}

    private ReadResult read(List<Long> conversations, Supplier<List<Message>> query) {
        synchronized (lock) {
            inFlight.beginRead(conversations);
        }
        List<Message> found = null;
        Set<Long> ready = Set.of();
        try {
            found = query.get();
        } finally {
            synchronized (lock) {
                List<Message> all = inFlight.completeRead(found == null ? List.of() : found);
                if (found != null) {
                    ready = enqueuer.apply(all);
                } else {
                    // The takeover may have been committed: its messages are read before others are sent.
                    markBehind();
                }
                inFlight.endRead();
            }
        }
        return new ReadResult(found.size(), ready);
    }
}
