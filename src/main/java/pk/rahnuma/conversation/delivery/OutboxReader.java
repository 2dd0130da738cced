package pk.rahnuma.conversation.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import pk.rahnuma.cluster.ClusterNode;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.OutboxService;

/// Reads unsent messages that this node does not hold yet into the [SendQueues]: those left out of them, those handed
/// over to this node, and those of nodes that are gone. Used by one thread at a time.
final class OutboxReader {

    /// Conversations or messages that one query reads.
    static final int BATCH_SIZE = 500;

    /// Batches of one read: more messages than are committed meanwhile, so that the queues catch up under load.
    private static final int MAX_CATCH_UP_BATCHES = 10;

    /// Interval of the check of all unsent messages, even if no node was seen to leave.
    private static final Duration FULL_CHECK_INTERVAL = Duration.ofSeconds(10);

    private final OutboxService outbox;
    private final ClusterNode node;
    private final InstantSource clock;
    private final SendQueues queues;
    /// Starts sending to these chats.
    private final Consumer<Set<Long>> starter;

    private Set<Long> otherNodes = Set.of();
    private Instant nextFullCheck = Instant.MIN;

    OutboxReader(
            OutboxService outbox,
            ClusterNode node,
            InstantSource clock,
            SendQueues queues,
            Consumer<Set<Long>> starter) {
        this.outbox = outbox;
        this.node = node;
        this.clock = clock;
        this.queues = queues;
        this.starter = starter;
    }

    /// Makes the next read a full check.
    void requestFullCheck() {
        nextFullCheck = Instant.MIN;
    }

    /// Reads one batch of each kind, and several while messages were left out.
    void readPending() {
        takeOver(outbox.findHandedOver(BATCH_SIZE));
        Set<Long> others = node.otherNodes();
        if (!others.containsAll(otherNodes)) {
            requestFullCheck();
        }
        otherNodes = others;
        queues.setNodeCount(1 + others.size());
        boolean fullCheck = !clock.instant().isBefore(nextFullCheck);
        if (fullCheck) {
            List<Long> orphaned = outbox.findOrphaned(BATCH_SIZE);
            takeOver(orphaned);
            // While there are some, the next read looks again: there may be more, or rows were locked.
            nextFullCheck = orphaned.isEmpty() ? clock.instant().plus(FULL_CHECK_INTERVAL) : Instant.MIN;
        }
        int batches = 0;
        while (batches < MAX_CATCH_UP_BATCHES && catchUp(fullCheck)) {
            batches++;
        }
    }

    /// @return true when there may be more messages to read
    private boolean catchUp(boolean fullCheck) {
        int limit = queues.beginCatchUp(fullCheck, BATCH_SIZE);
        if (limit == 0) {
            return false;
        }
        int found = read(() -> outbox.findPending(limit));
        queues.completeCatchUp(found, limit);
        return found == limit;
    }

    private void takeOver(List<Long> conversations) {
        if (!conversations.isEmpty() && queues.beginTakeover(conversations)) {
            read(() -> outbox.takeOver(conversations));
        }
    }

    /// @return the number of messages read
    private int read(Supplier<List<Message>> query) {
        List<Message> found;
        try {
            found = query.get();
        } catch (RuntimeException | Error e) {
            queues.abortRead();
            throw e;
        }
        starter.accept(queues.completeRead(found));
        return found.size();
    }
}
