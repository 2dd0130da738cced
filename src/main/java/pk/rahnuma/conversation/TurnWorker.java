package pk.rahnuma.conversation;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.conversation.batch.TurnConfiguration;
import pk.rahnuma.conversation.batch.TurnRequest;
import pk.rahnuma.persistence.FaultLog;

/// Takes all queued requests and executes them together ([TurnExecutor]). Runs on one platform thread; a chat always
/// comes to the same worker.
final class TurnWorker {

    private static final Logger LOG = LoggerFactory.getLogger(TurnWorker.class);
    /// Messages not done by then are not acknowledged, and come again.
    private static final long SHUTDOWN_TIMEOUT_MILLIS = 2_000;

    /// Requests, and groups of requests of one chat that belong in one batch.
    private final BlockingQueue<List<TurnRequest>> queue;
    private final int maxBatchSize;
    private final TurnExecutor executor;
    private final Clock clock;
    /// Start of the work in progress; null when idle.
    private volatile Instant busySince;

    private final AtomicBoolean closing = new AtomicBoolean();
    private final Thread thread;

    TurnWorker(String name, TurnConfiguration settings, TurnExecutor executor, Clock clock) {
        this.queue = new ArrayBlockingQueue<>(settings.queue());
        this.maxBatchSize = settings.batch();
        this.executor = executor;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name(name).start(this::run);
    }

    /// @return false when the queue is full, or the worker is closing
    boolean offerRequests(List<TurnRequest> group) {
        if (closing.get() || !queue.offer(group)) {
            return false;
        }
        // A concurrent shutdown may have emptied the queue already.
        return thread.isAlive() || !queue.remove(group);
    }

    /// Messages that no worker has taken yet.
    int queueSize() {
        return queue.stream().mapToInt(List::size).sum();
    }

    /// Time since which a message waits for this worker or is processed by it; null when idle.
    Instant busySince() {
        Instant busy = busySince;
        List<TurnRequest> next = queue.peek();
        return busy == null && next != null ? next.getFirst().received() : busy;
    }

    /// True while it accepts messages.
    boolean isRunning() {
        return thread.isAlive();
    }

    private void run() {
        List<TurnRequest> requests = new ArrayList<>(maxBatchSize);
        while (!closing.get() || !queue.isEmpty()) {
            try {
                List<TurnRequest> first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first == null) {
                    executor.releaseConnection();
                    continue;
                }
                busySince = clock.instant();
                requests.addAll(first);
                addQueuedRequests(requests);
                executor.executeAll(requests);
            } catch (InterruptedException e) {
                closing.set(true);
            } catch (RuntimeException | Error e) {
                FaultLog.logError(LOG, "turns: a batch failed, its channels have to send it again", e);
                requests.forEach(request -> executor.refuse(request, "the turn failed", e));
            } finally {
                requests.clear();
                busySince = null;
            }
        }
        executor.releaseConnection();
    }

    /// Adds whole groups from the queue, up to the size of a batch.
    private void addQueuedRequests(List<TurnRequest> requests) {
        for (List<TurnRequest> next = queue.peek();
                next != null && requests.size() + next.size() <= maxBatchSize;
                next = queue.peek()) {
            requests.addAll(next);
            queue.remove();
        }
    }

    /// Accepts no more requests, and finishes the queued ones.
    void shutDown() {
        closing.set(true);
        try {
            thread.join(SHUTDOWN_TIMEOUT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queue.forEach(group -> group.forEach(request -> executor.refuse(request, "closing", null)));
    }
}
