package pk.rahnuma.conversation.delivery;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import pk.rahnuma.messaging.Message;

/// Puts in hand what the database holds and this node does not know of, and remembers whether there may be such.
/// Guarded by the lock of [SendQueues], which is not held while the database is asked.
final class OutboxReader {

    private final Object lock;
    private final InFlightMessages hand;
    /// Puts messages into lines, and tells which of these go now.
    private final Function<List<Message>, Set<Long>> lines;

    /// Whether something of this node's was not put in hand, and how often that happened.
    private boolean behind;

    private long passedOver;

    OutboxReader(Object lock, InFlightMessages hand, Function<List<Message>, Set<Long>> lines) {
        this.lock = lock;
        this.hand = hand;
        this.lines = lines;
    }

    boolean isBehind() {
        return behind;
    }

    /// Something is left to be read.
    void markBehind() {
        behind = true;
        passedOver++;
    }

    /// Puts in hand what a query finds in these conversations, before all that is posted there meanwhile.
    Set<Long> takeOver(List<Long> conversations, Supplier<List<Message>> query) {
        synchronized (lock) {
            if (hand.isFull()) {
                return Set.of();
            }
        }
        return read(conversations, query).started();
    }

    /// Puts in hand what was left out, where something was.
    ///
    /// @param always whether to look even if nothing is known to be left out, where that is little work
    /// @param query is asked for so many messages of this node, oldest first
    Set<Long> catchUp(boolean always, IntFunction<List<Message>> query) {
        int limit;
        long before;
        synchronized (lock) {
            if (!behind && !(always && hand.messageCount() < DeliveryService.BATCH_SIZE) || hand.isFull()) {
                return Set.of();
            }
            limit = hand.messageCount() + DeliveryService.BATCH_SIZE;
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
            hand.beginRead(conversations);
        }
        List<Message> found = null;
        Set<Long> ready = Set.of();
        try {
            found = query.get();
        } finally {
            synchronized (lock) {
                List<Message> all = hand.completeRead(found == null ? List.of() : found);
                if (found != null) {
                    ready = lines.apply(all);
                } else {
                    // What may have been taken up all the same is read before anything more is sent.
                    markBehind();
                }
                hand.endRead();
            }
        }
        return new ReadResult(found.size(), ready);
    }
}
