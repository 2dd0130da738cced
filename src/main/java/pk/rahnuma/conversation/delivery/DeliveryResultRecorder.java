package pk.rahnuma.conversation.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.messaging.DeliveryResult;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.OutboxService;
import pk.rahnuma.persistence.FaultClassifier;
import pk.rahnuma.persistence.FaultLog;

/// Records send results in batches, on its own thread. While the database is unavailable they wait here.
final class DeliveryResultRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryResultRecorder.class);
    /// Maximum tries of a reply with unknown outcome: a question seen twice is better than one never seen. A notice is
    /// not retried, because no user waits for it.
    private static final int MAX_UNKNOWN_TRIES = 5;
    /// A message that could not be sent for so long is given up.
    static final Duration MAX_MESSAGE_AGE = Duration.ofHours(24);
    /// Maximum results that wait for the database.
    static final int MAX_OUTCOMES = 50_000;

    private static final int BATCH_SIZE = 256;
    /// Delay of the first result, so that others share its commit. No user waits for it; after a kill within this time
    /// the messages are sent again.
    private static final long BATCH_DELAY_MILLIS = 10;
    private static final int MAX_ATTEMPTS = 3;
    /// Short, because messages of a node that is killed while it waits are sent again.
    private static final long MAX_RETRY_PAUSE_MILLIS = 500;
    private static final long SHUTDOWN_TIMEOUT_MILLIS = 1_000;

    private final OutboxService outbox;
    private final Consumer<List<DeliveryResult>> recorded;
    private final BlockingQueue<DeliveryResult> queue = new LinkedBlockingQueue<>(MAX_OUTCOMES);
    private final Thread thread;
    private volatile boolean closing;

    /// @param recorded receives the results that the database now holds
    DeliveryResultRecorder(OutboxService outbox, Consumer<List<DeliveryResult>> recorded) {
        this.outbox = outbox;
        this.recorded = recorded;
        this.thread = Thread.ofPlatform().daemon().name("delivery-outcomes").start(this::run);
    }

    static DeliveryResult toResult(Message message, MessageSender.SendResult outcome, Instant now) {
        int attempts = message.attempts() + 1;
        return switch (outcome) {
            case MessageSender.SendResult.Sent sent ->
                settled(message, Message.State.SENT, attempts, null, sent.reference(), null, now);
            case MessageSender.SendResult.Refused refused ->
                settled(message, Message.State.REFUSED, attempts, null, null, refused.reason(), now);
            case MessageSender.SendResult.Limited limited -> later(message, limited.pause(), "too many messages", now);
            case MessageSender.SendResult.RetryAfter later -> later(message, later.pause(), later.reason(), now);
            case MessageSender.SendResult.Unknown unknown ->
                message.direction() == Message.Direction.NOTICE || attempts >= MAX_UNKNOWN_TRIES
                        ? settled(message, Message.State.UNKNOWN, attempts, null, null, unknown.reason(), now)
                        : again(message, attempts, now.plusSeconds(attempts), unknown.reason(), now);
        };
    }

    private static DeliveryResult later(Message message, Duration pause, String reason, Instant now) {
        int attempts = message.attempts() + 1;
        return message.at().plus(MAX_MESSAGE_AGE).isBefore(now)
                ? settled(message, Message.State.REFUSED, attempts, null, null, "given up: " + reason, now)
                : again(message, attempts, now.plus(pause), reason, now);
    }

    /// Queues a result. When the queue is full the result is not recorded: its message stays in flight, so that it is
    /// not sent again before the next start.
    void addResult(DeliveryResult settled) {
        if (!queue.offer(settled)) {
            LOG.error(
                    "delivery: {} results wait to be recorded, and no more can be queued: check the database",
                    MAX_OUTCOMES);
        }
    }

    private static DeliveryResult again(Message message, int attempts, Instant notBefore, String failure, Instant now) {
        return settled(message, Message.State.PENDING, attempts, notBefore, null, failure, now);
    }

    private static DeliveryResult settled(
            Message message,
            Message.State state,
            int attempts,
            Instant notBefore,
            String reference,
            String failure,
            Instant now) {
        return new DeliveryResult(
                message.conversation(), message.seq(), state, attempts, notBefore, reference, failure, now);
    }

    private void run() {
        List<DeliveryResult> batch = new ArrayList<>();
        while (!closing || !queue.isEmpty()) {
            try {
                DeliveryResult first = queue.poll(50, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
                if (queue.size() < BATCH_SIZE && !closing) {
                    Thread.sleep(BATCH_DELAY_MILLIS);
                }
                queue.drainTo(batch, BATCH_SIZE - 1);
                record(List.copyOf(batch));
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                FaultLog.logError(
                        LOG, "delivery: results were lost, their messages may be sent twice after a restart", e);
            } finally {
                batch.clear();
            }
        }
    }

    private void record(List<DeliveryResult> batch) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                outbox.recordResults(batch);
                recorded.accept(batch);
                return;
            } catch (RuntimeException e) {
                FaultLog.logWarning(LOG, "delivery: " + batch.size() + " results are not recorded yet; retrying", e);
                if (attempt >= MAX_ATTEMPTS && (closing || !FaultClassifier.isMachineFault(e))) {
                    apart(batch);
                    return;
                }
                Thread.sleep(Math.min(MAX_RETRY_PAUSE_MILLIS, 100L * attempt));
            }
        }
    }

    /// Records results one by one, so that one that the database never accepts does not block the others. Its message
    /// stays in flight, so that it is not sent again.
    private void apart(List<DeliveryResult> batch) {
        for (DeliveryResult one : batch) {
            try {
                outbox.recordResults(List.of(one));
                recorded.accept(List.of(one));
            } catch (RuntimeException e) {
                FaultLog.logError(
                        LOG, "delivery: a result cannot be recorded, its message may be sent twice after a restart", e);
                if (FaultClassifier.isMachineFault(e)) {
                    return;
                }
            }
        }
    }

    /// Records the queued results, and ends. The thread is not interrupted: that would close the file of the embedded
    /// database.
    void shutDown() throws InterruptedException {
        closing = true;
        thread.join(SHUTDOWN_TIMEOUT_MILLIS);
    }
}
