package pk.rahnuma.turn.delivery;

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
import pk.rahnuma.post.Message;
import pk.rahnuma.post.Messages;
import pk.rahnuma.post.Settled;
import pk.rahnuma.store.FaultLog;
import pk.rahnuma.store.Faults;

/// Records what came of sending, many at once, on a thread of its own. While the database is away they wait here.
final class Outcomes {

    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);
    /// A reply whose outcome nobody knows is tried again so often: a question seen twice is better than one never seen.
    /// A notice is not: nobody waits for it.
    private static final int UNKNOWN_TRIES = 5;
    /// What could not be sent for so long is given up.
    static final Duration GIVEN_UP = Duration.ofHours(24);
    /// Outcomes that wait to be recorded while the database is away.
    static final int MAX_OUTCOMES = 50_000;

    private static final int AT_ONCE = 256;
    /// So long a first one waits for others, which then share its commit. Nobody waits for it; a kill in that time
    /// makes what was sent be sent again.
    private static final long GATHERING_MILLIS = 10;
    private static final int TRIES = 3;
    private static final long CLOSING_MILLIS = 1_000;

    private final Messages messages;
    private final Consumer<List<Settled>> recorded;
    private final BlockingQueue<Settled> queue = new LinkedBlockingQueue<>(MAX_OUTCOMES);
    private final Thread thread;
    private volatile boolean closing;

    /// @param recorded is told what the database now holds
    Outcomes(Messages messages, Consumer<List<Settled>> recorded) {
        this.messages = messages;
        this.recorded = recorded;
        this.thread = Thread.ofPlatform().name("delivery-outcomes").start(this::run);
    }

    static Settled of(Message message, Sender.Outcome outcome, Instant now) {
        int attempts = message.attempts() + 1;
        return switch (outcome) {
            case Sender.Outcome.Sent sent ->
                settled(message, Message.State.SENT, attempts, null, sent.reference(), null, now);
            case Sender.Outcome.Refused refused ->
                settled(message, Message.State.REFUSED, attempts, null, null, refused.reason(), now);
            case Sender.Outcome.Limited limited -> later(message, limited.pause(), "too many messages", now);
            case Sender.Outcome.RetryAfter later -> later(message, later.pause(), later.reason(), now);
            case Sender.Outcome.Unknown unknown ->
                message.direction() == Message.Direction.NOTICE || attempts >= UNKNOWN_TRIES
                        ? settled(message, Message.State.UNKNOWN, attempts, null, null, unknown.reason(), now)
                        : again(message, attempts, now.plusSeconds(attempts), unknown.reason(), now);
        };
    }

    private static Settled later(Message message, Duration pause, String reason, Instant now) {
        int attempts = message.attempts() + 1;
        return message.at().plus(GIVEN_UP).isBefore(now)
                ? settled(message, Message.State.REFUSED, attempts, null, null, "given up: " + reason, now)
                : again(message, attempts, now.plus(pause), reason, now);
    }

    /// One too many is not recorded. It stays in hand, so that it is not sent again before the next start.
    void add(Settled settled) {
        if (!queue.offer(settled)) {
            LOG.error(
                    "Delivery: {} outcomes wait to be recorded, and no more are kept: look at the database",
                    MAX_OUTCOMES);
        }
    }

    private static Settled again(Message message, int attempts, Instant notBefore, String failure, Instant now) {
        return settled(message, Message.State.PENDING, attempts, notBefore, null, failure, now);
    }

    private static Settled settled(
            Message message,
            Message.State state,
            int attempts,
            Instant notBefore,
            String reference,
            String failure,
            Instant now) {
        return new Settled(message.conversation(), message.seq(), state, attempts, notBefore, reference, failure, now);
    }

    private void run() {
        List<Settled> batch = new ArrayList<>();
        while (!closing || !queue.isEmpty()) {
            try {
                Settled first = queue.poll(50, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
                if (queue.size() < AT_ONCE && !closing) {
                    Thread.sleep(GATHERING_MILLIS);
                }
                queue.drainTo(batch, AT_ONCE - 1);
                record(List.copyOf(batch));
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                FaultLog.error(
                        LOG, "delivery: outcomes were lost, their messages may be sent twice after a restart", e);
            } finally {
                batch.clear();
            }
        }
    }

    private void record(List<Settled> batch) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                messages.settle(batch);
                recorded.accept(batch);
                return;
            } catch (RuntimeException e) {
                FaultLog.warn(
                        LOG, "delivery: " + batch.size() + " outcomes are not recorded yet, and are tried again", e);
                if (attempt >= TRIES && (closing || !Faults.ofMachine(e))) {
                    apart(batch);
                    return;
                }
                Thread.sleep(Math.min(5_000, 100L * attempt));
            }
        }
    }

    /// One that the database never takes must not keep the others. It stays in hand, so that it is not sent again.
    private void apart(List<Settled> batch) {
        for (Settled one : batch) {
            try {
                messages.settle(List.of(one));
                recorded.accept(List.of(one));
            } catch (RuntimeException e) {
                FaultLog.error(
                        LOG, "delivery: an outcome is not recorded, its message may be sent twice after a restart", e);
                if (Faults.ofMachine(e)) {
                    return;
                }
            }
        }
    }

    /// Records what it has, and ends.
    void close() throws InterruptedException {
        closing = true;
        thread.join(CLOSING_MILLIS);
        thread.interrupt();
    }
}
