package pk.rahnuma.conversation.delivery;

import io.github.bucket4j.TimeMeter;
import io.micronaut.context.event.ApplicationEventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.cluster.ClusterNode;
import pk.rahnuma.messaging.DeliveryResult;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.OutboxEvent;
import pk.rahnuma.messaging.OutboxService;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.vault.SubjectErasedException;

/// Sends queued messages: in order within a chat, chats in parallel, each result recorded. Its parts:
///
/// * [SendQueues]: a queue for each chat, with the rate limits ([DeliveryRateLimiters]);
/// * [OutboxReader]: reads the messages that this process did not commit itself;
/// * [ChannelSenders]: the senders of the channels;
/// * [DeliveryResultRecorder]: records the results in batches.
///
/// A node sends only for its own conversations ([OutboxService]). One that is not certain to count as alive sends
/// nothing; one that was declared dead drops its queues, and reads again whatever is still unsent.
///
/// A message that must wait, for a limit or for its time, holds no thread: its queue pauses, and an alarm resumes it.
@Singleton
public class DeliveryService implements ApplicationEventListener<OutboxEvent>, SpareSlots {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryService.class);
    private static final Duration FAULT_RETRY_DELAY = Duration.ofSeconds(1);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofMillis(1_500);

    private final OutboxService outbox;
    private final ClusterNode node;
    private final ChatRepository chats;
    private final Clock clock;
    private final ChannelSenders senders;
    private final SendQueues queues;
    private final OutboxReader reader;
    private final DeliveryResultRecorder recorder;
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("delivery-alarms").factory());
    private volatile boolean open;

    /// Limits use a monotonic clock: setting the system clock must not delay messages.
    @Inject
    DeliveryService(
            OutboxService outbox,
            ClusterNode node,
            ChatRepository chats,
            Clock clock,
            Collection<MessageSender> senders,
            SendMetrics meters) {
        this(outbox, node, chats, clock, senders, meters, TimeMeter.SYSTEM_NANOTIME);
    }

    DeliveryService(
            OutboxService outbox,
            ClusterNode node,
            ChatRepository chats,
            Clock clock,
            Collection<MessageSender> senders,
            SendMetrics meters,
            TimeMeter watch) {
        this.outbox = outbox;
        this.node = node;
        this.chats = chats;
        this.clock = clock;
        this.senders = new ChannelSenders(senders, meters);
        this.queues = new SendQueues(
                node,
                clock,
                new DeliveryRateLimiters(this.senders.createRateLimiters(watch), meters),
                this::startLater);
        this.reader = new OutboxReader(outbox, node, clock, queues, this::start);
        this.recorder = new DeliveryResultRecorder(outbox, queues::removeRecorded);
    }

    /// Starts sending. A process that never calls this (a command) leaves its messages to the server.
    public void startSending() {
        open = true;
    }

    @Override
    public boolean tryTakeSpareSlot(Channel channel, long chat) {
        return queues.tryTakeSpareSlot(channel, chat);
    }

    @Override
    public void onApplicationEvent(OutboxEvent event) {
        switch (event) {
            case OutboxEvent.Announced announced -> queues.announceMessages(announced.messages());
            case OutboxEvent.Committed committed -> sendCommitted(committed.messages());
            case OutboxEvent.RolledBack rolledBack -> queues.withdrawMessages(rolledBack.messages());
        }
    }

    private void sendCommitted(List<Message> messages) {
        if (open) {
            start(queues.enqueueCommitted(messages));
        } else {
            queues.withdrawMessages(messages);
        }
    }

    /// Looks for messages that no node sends, and resumes queues that have waited long enough.
    public synchronized void dispatchPending() {
        if (open && tryBeginSending()) {
            reader.readPending();
            start(queues.takeReady());
        }
    }

    /// True when this node may send. Begins again when it has another id than before; then messages whose channel was
    /// off are sent too.
    private boolean tryBeginSending() {
        if (queues.isSending()) {
            return true;
        }
        long nodeId = node.nodeId();
        if (!queues.clearQueues()) {
            return false;
        }
        outbox.requeueChannelOff(
                senders.activeChannels(), clock.instant().minus(DeliveryResultRecorder.MAX_MESSAGE_AGE));
        reader.requestFullCheck();
        queues.beginSending(nodeId);
        return true;
    }

    private void start(Set<Long> ready) {
        if (!ready.isEmpty()) {
            Thread.ofVirtual().name("deliver").start(() -> deliver(ready));
        }
    }

    /// Resumes queues at their time, without waiting for a sweep.
    private void startLater(Duration pause, Supplier<Set<Long>> ready) {
        try {
            alarms.schedule(() -> start(ready.get()), pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // Closing.
        }
    }

    /// Reads all chats in one query, then starts one thread per chat.
    private void deliver(Set<Long> ready) {
        Map<Long, Chat> known;
        try {
            known = chats.findForDelivery(ready);
        } catch (RuntimeException | Error e) {
            // One was erased, or the database is unavailable: each chat is read separately.
            known = Map.of();
        }
        for (Long id : ready) {
            Chat chat = known.get(id);
            Thread.ofVirtual().name("deliver").start(() -> deliver(id, chat));
        }
    }

    private void deliver(Long id, Chat known) {
        try {
            Chat chat = known == null ? chats.getById(id) : known;
            for (Message next = queues.nextMessage(chat); next != null; next = queues.nextMessage(chat)) {
                if (next.attempts() == 0 && next.notBefore() != null && !outbox.releaseHeld(next)) {
                    queues.removeRecalled(id, next);
                } else {
                    chat = deliver(chat, next);
                }
            }
        } catch (SubjectErasedException | NoSuchElementException e) {
            queues.dropQueue(id);
        } catch (RuntimeException | Error e) {
            FaultLog.logWarning(LOG, "delivery: a chat could not be served; retrying in one second", e);
            queues.postponeQueue(id, FAULT_RETRY_DELAY);
        }
    }

    /// @return the chat, which may be blocked now
    private Chat deliver(Chat chat, Message message) {
        Instant now = clock.instant();
        Chat after = chat;
        MessageSender.SendResult sent = senders.sendMessage(chat, message);
        if (sent instanceof MessageSender.SendResult.Refused refused && refused.blocked() && !chat.blocked()) {
            chats.markBlocked(chat.id(), now);
            after = chats.getById(chat.id());
        }
        if (sent instanceof MessageSender.SendResult.Limited limited) {
            queues.recordLimited(after, limited.pause());
        }
        DeliveryResult result = DeliveryResultRecorder.toResult(message, sent, now);
        recorder.addResult(result);
        queues.completeMessage(chat.id(), message, result);
        return after;
    }

    /// Stops sending, and waits for sends in progress, so that their results are recorded.
    @PreDestroy
    void stopSending() throws InterruptedException {
        alarms.shutdownNow();
        queues.closeQueues(SHUTDOWN_TIMEOUT);
        recorder.shutDown();
    }
}
