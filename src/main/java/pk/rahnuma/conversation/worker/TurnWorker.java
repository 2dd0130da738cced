package pk.rahnuma.conversation.worker;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.conversation.batch.PinnedVersionService;
import pk.rahnuma.conversation.batch.TurnBatchProcessor;
import pk.rahnuma.conversation.batch.TurnMetrics;
import pk.rahnuma.conversation.batch.TurnRequest;
import pk.rahnuma.conversation.deadletter.DeadLetterRecorder;
import pk.rahnuma.conversation.delivery.DeliveryService;
import pk.rahnuma.conversation.intake.MessageIntake;
import pk.rahnuma.conversation.intake.TurnConfiguration;
import pk.rahnuma.conversation.intake.TurnReceipt;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.persistence.PinnedConnection;
import pk.rahnuma.persistence.fault.FaultClassifier;
import pk.rahnuma.persistence.fault.FaultLog;

/// Takes all queued messages and processes them in one transaction. Runs on one platform thread; a chat always comes to
/// the same worker.
final class TurnWorker {

    private static final Logger LOG = LoggerFactory.getLogger(TurnWorker.class);
    /// Immediate tries of a batch before the intake is reported as unavailable.
    private static final int MAX_MACHINE_FAULT_TRIES = 3;
    /// No further try after this time, in nanoseconds.
    private static final long MAX_MACHINE_FAULT_NANOS = 5_000_000_000L;
    /// Tries of one message before it becomes a dead letter.
    private static final int MAX_MESSAGE_TRIES = 3;
    /// Messages not done by then are not acknowledged, and come again.
    private static final long SHUTDOWN_TIMEOUT_MILLIS = 2_000;

    private final BlockingQueue<TurnRequest> queue;
    private final int maxBatchSize;
    private final TurnBatchProcessor processor;
    private final DeadLetterRecorder deadLetters;
    private final DeliveryService delivery;
    private final TurnMetrics meters;
    private final Clock clock;
    /// Connection for batches that follow each other at once.
    private final PinnedConnection connection = new PinnedConnection();
    /// Start of the work in progress; null when idle.
    private volatile Instant busySince;

    private final AtomicBoolean closing = new AtomicBoolean();
    private final Thread thread;

    TurnWorker(
            String name,
            TurnConfiguration settings,
            TurnBatchProcessor processor,
            DeadLetterRecorder deadLetters,
            DeliveryService delivery,
            TurnMetrics meters,
            Clock clock) {
        this.queue = new ArrayBlockingQueue<>(settings.getQueue());
        this.maxBatchSize = settings.getBatch();
        this.processor = processor;
        this.deadLetters = deadLetters;
        this.delivery = delivery;
        this.meters = meters;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name(name).start(this::run);
    }

    /// @return false when the queue is full, or the worker is closing
    boolean offerRequest(TurnRequest work) {
        if (closing.get() || !queue.offer(work)) {
            return false;
        }
        // A concurrent shutdown may have emptied the queue already.
        return thread.isAlive() || !queue.remove(work);
    }

    /// Messages that no worker has taken yet.
    int queueSize() {
        return queue.size();
    }

    /// Time since which a message waits for this worker or is processed by it; null when idle.
    Instant busySince() {
        Instant busy = busySince;
        TurnRequest next = queue.peek();
        return busy == null && next != null ? next.received() : busy;
    }

    /// True while it accepts messages.
    boolean isRunning() {
        return thread.isAlive();
    }

    private void run() {
        List<TurnRequest> works = new ArrayList<>(maxBatchSize);
        while (!closing.get() || !queue.isEmpty()) {
            try {
                TurnRequest first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first == null) {
                    connection.releaseConnection();
                    continue;
                }
                busySince = clock.instant();
                works.add(first);
                queue.drainTo(works, maxBatchSize - 1);
                work(works);
            } catch (InterruptedException e) {
                closing.set(true);
            } catch (RuntimeException | Error e) {
                FaultLog.logError(LOG, "turns: a batch failed, its channels have to send it again", e);
                works.forEach(work -> refuse(work, "the turn failed", e));
            } finally {
                works.clear();
                busySince = null;
            }
        }
        connection.releaseConnection();
    }

    private void work(List<TurnRequest> works) {
        Throwable last = null;
        long begun = System.nanoTime();
        for (int attempt = 1;
                attempt <= MAX_MACHINE_FAULT_TRIES && System.nanoTime() - begun < MAX_MACHINE_FAULT_NANOS;
                attempt++) {
            meters.countAttempt(attempt);
            try {
                together(works);
                FaultLog.reportRecovery();
                return;
            } catch (RuntimeException | Error e) {
                if (!FaultClassifier.isMachineFault(e)) {
                    throw e;
                }
                last = e;
                meters.recordFault(e);
                FaultLog.logWarning(
                        LOG,
                        "turns: the database did not take a batch of " + works.size() + " messages (try " + attempt
                                + ")",
                        e);
            }
        }
        Throwable failure = last;
        works.stream()
                .filter(work -> !work.done().isDone())
                .forEach(work -> refuse(work, "the database is not available", failure));
    }

    private void together(List<TurnRequest> works) {
        Instant now = clock.instant();
        List<TurnBatchProcessor.AddressedRequest> placed = place(works, now);
        try {
            complete(placed, meters.recordBatch(placed, () -> run(placed, now)));
        } catch (TurnBatchProcessor.StaleChatException e) {
            together(works);
        } catch (PinnedVersionService.NewerScriptVersionException e) {
            works.forEach(work -> refuse(work, e.getMessage(), e));
        } catch (RuntimeException | Error e) {
            if (FaultClassifier.isMachineFault(e)) {
                throw e;
            }
            meters.countMessageFault();
            apart(placed);
        }
    }

    private List<TurnReceipt> run(List<TurnBatchProcessor.AddressedRequest> placed, Instant now) {
        return connection.runTransaction(() -> processor.processBatch(placed, now));
    }

    private List<TurnBatchProcessor.AddressedRequest> place(List<TurnRequest> works, Instant now) {
        try {
            return processor.resolveChats(works, now);
        } catch (RuntimeException | Error e) {
            if (FaultClassifier.isMachineFault(e)) {
                throw e;
            }
            return works.stream()
                    .flatMap(work -> placeAlone(work, now).stream())
                    .toList();
        }
    }

    /// Resolves one chat. A chat that cannot be opened has no key to store the message under, and no user to answer.
    /// The message is acknowledged, or it would come again forever.
    private List<TurnBatchProcessor.AddressedRequest> placeAlone(TurnRequest work, Instant now) {
        try {
            return processor.resolveChats(List.of(work), now);
        } catch (RuntimeException | Error e) {
            if (FaultClassifier.isMachineFault(e)) {
                throw e;
            }
            LOG.error("turns: a message was refused because its chat cannot be opened: {}", FaultLog.describeCauses(e));
            meters.countRefused(work);
            work.done().complete(new TurnReceipt(0, false, List.of(), null));
            return List.of();
        }
    }

    /// Isolates a message that fails whatever the database does: processes each conversation alone, in order.
    private void apart(List<TurnBatchProcessor.AddressedRequest> placed) {
        Map<Long, List<TurnBatchProcessor.AddressedRequest>> conversations = new LinkedHashMap<>();
        placed.forEach(one -> conversations
                .computeIfAbsent(one.conversation(), id -> new ArrayList<>())
                .add(one.withoutCachedAddress()));
        conversations.values().forEach(mine -> mine.forEach(this::alone));
    }

    private void alone(TurnBatchProcessor.AddressedRequest one) {
        Throwable last = null;
        for (int attempt = 1; attempt <= MAX_MESSAGE_TRIES; attempt++) {
            try {
                Instant now = clock.instant();
                complete(List.of(one), meters.recordBatch(List.of(one), () -> run(List.of(one), now)));
                return;
            } catch (PinnedVersionService.NewerScriptVersionException e) {
                refuse(one.work(), e.getMessage(), e);
                return;
            } catch (RuntimeException | Error e) {
                if (FaultClassifier.isMachineFault(e)) {
                    throw e;
                }
                last = e;
            }
        }
        LOG.error(
                "turns: a message became a dead letter after {} tries, see 'desk letters': {}",
                MAX_MESSAGE_TRIES,
                FaultLog.describeCauses(last));
        TurnReceipt receipt = park(one, last);
        meters.recordDeadLetter(one);
        tell(List.of(one), List.of(receipt));
    }

    /// Stores a dead letter. A ticket that cannot be opened must not prevent that, or the message would block all
    /// others behind it.
    private TurnReceipt park(TurnBatchProcessor.AddressedRequest one, Throwable failure) {
        try {
            return deadLetters.storeDeadLetter(one, failure, true, clock.instant());
        } catch (RuntimeException | Error e) {
            if (FaultClassifier.isMachineFault(e)) {
                throw e;
            }
            LOG.error(
                    "turns: a message became a dead letter without a ticket, see 'desk letters': {}",
                    FaultLog.describeCauses(e));
            return deadLetters.storeDeadLetter(one, failure, false, clock.instant());
        }
    }

    private void complete(List<TurnBatchProcessor.AddressedRequest> placed, List<TurnReceipt> receipts) {
        meters.recordCommit(placed, receipts);
        tell(placed, receipts);
    }

    private void tell(List<TurnBatchProcessor.AddressedRequest> placed, List<TurnReceipt> receipts) {
        for (int i = 0; i < placed.size(); i++) {
            TurnRequest work = placed.get(i).work();
            if (work.carries() == null) {
                // A repeat of a carried reply, for an adapter whose acknowledgement cannot carry it.
                delivery.afterCommit(receipts.get(i).said().stream()
                        .filter(message -> message.state() == Message.State.CARRIED)
                        .toList());
            }
            work.done().complete(receipts.get(i));
        }
    }

    /// Fails only requests without an outcome.
    private void refuse(TurnRequest work, String reason, Throwable cause) {
        if (work.done().completeExceptionally(new MessageIntake.IntakeUnavailableException(reason, cause))) {
            meters.countUnavailable(work);
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
        queue.forEach(work -> refuse(work, "closing", null));
    }
}
