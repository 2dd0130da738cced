package pk.rahnuma.conversation.delivery;

import io.github.bucket4j.TimeMeter;
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
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.DeliveryResult;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.OutboxListener;
import pk.rahnuma.messaging.OutboxOwnershipService;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.persistence.fault.FaultLog;
import pk.rahnuma.vault.SubjectErasedException;

/// Sends queued messages: in order within a chat, chats in parallel, each result recorded.
///
/// It sends only for the conversations of this node ([OutboxOwnershipService]). [#dispatchPending] takes up messages
/// that were handed over to this node or left by a dead one, and resumes queues that have waited. A node that is not
/// certain to count as alive sends nothing; a node that was declared dead drops its queues, and reads again whatever is
/// still unsent.
///
/// A message that must wait, for a limit ([ChannelRateLimiter]) or for its time, holds no thread: its queue pauses, and
/// an alarm resumes it.
@Singleton
public class DeliveryService implements OutboxListener {

    /// Messages that one sweep takes up.
    static final int BATCH_SIZE = 500;

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryService.class);
    private static final Duration FAULT_RETRY_DELAY = Duration.ofSeconds(1);
    /// Interval of the check of all unsent messages, even if no node was seen to leave.
    private static final Duration FULL_CHECK_INTERVAL = Duration.ofSeconds(10);

    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofMillis(1_500);

    private final ConversationMessageService messages;
    private final OutboxOwnershipService outbox;
    private final ClusterNode node;
    private final ChatRepository chats;
    private final Clock clock;
    private final ChannelSenders senders;
    private final DeliveryResultRecorder recorder;
    private final SendQueues queues;
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("delivery-alarms").factory());
    private volatile boolean open;

    /// Used by sweeps only.
    private Set<Long> otherNodes = Set.of();

    private Instant allFrom = Instant.MIN;

    /// Limits use a monotonic clock: setting the system clock must not delay messages.
    @Inject
    DeliveryService(
            ConversationMessageService messages,
            OutboxOwnershipService outbox,
            ClusterNode node,
            ChatRepository chats,
            Clock clock,
            Collection<MessageSender> senders,
            SendMetrics meters) {
        this(messages, outbox, node, chats, clock, senders, meters, TimeMeter.SYSTEM_NANOTIME);
    }

    DeliveryService(
            ConversationMessageService messages,
            OutboxOwnershipService outbox,
            ClusterNode node,
            ChatRepository chats,
            Clock clock,
            Collection<MessageSender> senders,
            SendMetrics meters,
            TimeMeter watch) {
        this.messages = messages;
        this.outbox = outbox;
        this.node = node;
        this.chats = chats;
        this.clock = clock;
        this.senders = new ChannelSenders(senders, meters);
        this.queues = new SendQueues(
                node, clock, new DeliveryRateLimiters(this.senders.createRateLimiters(watch), meters), this::later);
        this.recorder = new DeliveryResultRecorder(messages, queues::removeRecorded);
    }

    /// Starts sending. A process that never calls this (a command) leaves its messages to the server's sweep.
    public void startSending() {
        open = true;
    }

    @Override
    public void afterCommit(List<Message> posted) {
        if (open && !posted.isEmpty()) {
            start(queues.enqueueCommitted(posted));
        }
    }

    @Override
    public void beforeCommit(List<Message> messages) {
        queues.announceMessages(messages);
    }

    @Override
    public void afterRollback(List<Message> messages) {
        queues.withdrawMessages(messages);
    }

    @Override
    public Set<Long> findFullySent(Collection<Long> conversations) {
        return open ? queues.findFullySent(conversations) : Set.of();
    }

    /// Looks for messages that no node sends, and resumes queues that have waited long enough.
    public synchronized void dispatchPending() {
        if (!open || !queues.beginSending(this::begin)) {
            return;
        }
        takeUp(outbox.findHandedOver(BATCH_SIZE));
        Set<Long> now = node.otherNodes();
        if (!now.containsAll(otherNodes)) {
            allFrom = Instant.MIN;
        }
        otherNodes = now;
        boolean all = !clock.instant().isBefore(allFrom);
        if (all) {
            List<Long> orphaned = outbox.findOrphaned(BATCH_SIZE);
            takeUp(orphaned);
            // While there are some, the next sweep looks again: there may be more, or rows were locked.
            allFrom = orphaned.isEmpty() ? clock.instant().plus(FULL_CHECK_INTERVAL) : Instant.MIN;
        }
        queues.updateRateLimiters(limiters -> limiters.setNodeCount(1 + now.size()));
        start(queues.catchUp(all, messages::findPending));
        start(queues.takeReady());
    }

    /// Also requeues messages whose channel was off.
    private void begin() {
        allFrom = Instant.MIN;
        messages.requeueChannelOff(
                senders.activeChannels(), clock.instant().minus(DeliveryResultRecorder.MAX_MESSAGE_AGE));
    }

    private void takeUp(List<Long> conversations) {
        if (!conversations.isEmpty()) {
            start(queues.takeOver(conversations, () -> outbox.takeOver(conversations)));
        }
    }

    private void start(Set<Long> ready) {
        if (!ready.isEmpty()) {
            Thread.ofVirtual().name("deliver").start(() -> deliver(ready));
        }
    }

    /// Resumes queues at their time, without waiting for a sweep.
    private void later(Duration pause, Supplier<Set<Long>> ready) {
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
        } catch (RuntimeException e) {
            // One was erased, or the database is unavailable: each chat is read separately.
            known = Map.of();
        }
        for (Long chat : ready) {
            Chat found = known.get(chat);
            Thread.ofVirtual().name("deliver").start(() -> deliver(chat, found));
        }
    }

    private void deliver(Long id, Chat known) {
        try {
            Chat chat = known == null ? chats.getById(id) : known;
            for (Message next = queues.nextMessage(chat); next != null; next = queues.nextMessage(chat)) {
                Instant now = clock.instant();
                if (next.attempts() == 0 && next.notBefore() != null && !messages.releaseHeld(next)) {
                    queues.removeRecalled(id, next);
                    continue;
                }
                MessageSender.SendResult outcome = senders.sendMessage(chat, next);
                if (outcome instanceof MessageSender.SendResult.Refused refused
                        && refused.blocked()
                        && !chat.blocked()) {
                    chats.markBlocked(id, now);
                    chat = chats.getById(id);
                }
                Chat of = chat;
                if (outcome instanceof MessageSender.SendResult.Limited limited) {
                    queues.updateRateLimiters(limiters -> limiters.recordLimited(of, limited.pause(), now));
                }
                DeliveryResult settled = DeliveryResultRecorder.toResult(next, outcome, now);
                recorder.addResult(settled);
                queues.completeMessage(id, next, settled);
            }
        } catch (SubjectErasedException | NoSuchElementException e) {
            queues.dropQueue(id);
        } catch (RuntimeException | Error e) {
            FaultLog.logWarning(LOG, "delivery: a chat could not be served; retrying in one second", e);
            queues.postponeQueue(id, FAULT_RETRY_DELAY);
        }
    }

    /// Stops sending, and waits for sends in progress, so that their results are recorded.
    @PreDestroy
    void stopSending() throws InterruptedException {
        alarms.shutdownNow();
        queues.closeQueues(SHUTDOWN_TIMEOUT);
        recorder.shutDown();
    }
}
