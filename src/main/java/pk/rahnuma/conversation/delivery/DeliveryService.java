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
import pk.rahnuma.messaging.Chat;
import pk.rahnuma.messaging.ChatRepository;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.DeliveryResult;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.OutboxListener;
import pk.rahnuma.messaging.OutboxOwnershipService;
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.vault.SubjectErasedException;

/// Sends what was posted: in order within a chat, chats side by side, each outcome recorded.
///
/// It sends for the conversations of this node alone ([OutboxOwnershipService]). [#sweep] takes up what was left to
/// this node, or by one that is no more, and goes on with lines that have waited. While this node is not sure to be
/// taken for alive it sends nothing; where it was taken for dead it lets go of its lines, and takes up anew what is
/// still unsent.
///
/// What must wait, for a limit ([ChannelRateLimiter]) or for its time, holds no thread: its line rests, and an alarm
/// goes on with it.
@Singleton
public class DeliveryService implements OutboxListener {

    /// How much a sweep takes up at once.
    static final int SWEEP = 500;

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryService.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    /// How often all that is unsent is looked through, even if no node was seen to go.
    private static final Duration ALL = Duration.ofSeconds(10);

    private static final Duration CLOSING = Duration.ofMillis(1_500);

    private final ConversationMessageService messages;
    private final OutboxOwnershipService outbox;
    private final ClusterNode node;
    private final ChatRepository chats;
    private final Clock clock;
    private final ChannelSenders senders;
    private final DeliveryResultRecorder outcomes;
    private final SendQueues lines;
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("delivery-alarms").factory());
    private volatile boolean open;

    /// Of sweeps alone.
    private Set<Long> others = Set.of();

    private Instant allFrom = Instant.MIN;

    /// Limits go by a stop-watch: a clock that is set must not hold messages back.
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
        this.lines =
                new SendQueues(node, clock, new DeliveryRateLimiters(this.senders.gates(watch), meters), this::later);
        this.outcomes = new DeliveryResultRecorder(messages, lines::recorded);
    }

    /// From now on this process sends. One that never opens (a command) leaves what it posts to the server, which
    /// sweeps.
    public void open() {
        open = true;
    }

    @Override
    public void posted(List<Message> posted) {
        if (open && !posted.isEmpty()) {
            start(lines.post(posted));
        }
    }

    @Override
    public void announced(List<Message> messages) {
        lines.announce(messages);
    }

    @Override
    public void withdrawn(List<Message> messages) {
        lines.withdraw(messages);
    }

    @Override
    public Set<Long> done(Collection<Long> conversations) {
        return open ? lines.done(conversations) : Set.of();
    }

    /// Looks for messages that nobody sends, and goes on with lines that have waited long enough.
    public synchronized void sweep() {
        if (!open || !lines.begin(this::begin)) {
            return;
        }
        takeUp(outbox.left(SWEEP));
        Set<Long> now = node.others();
        if (!now.containsAll(others)) {
            allFrom = Instant.MIN;
        }
        others = now;
        boolean all = !clock.instant().isBefore(allFrom);
        if (all) {
            List<Long> orphaned = outbox.orphaned(SWEEP);
            takeUp(orphaned);
            // As long as there are some, the next sweep looks again: there may be more, or somebody was at work there.
            allFrom = orphaned.isEmpty() ? clock.instant().plus(ALL) : Instant.MIN;
        }
        lines.tell(gates -> gates.share(1 + now.size()));
        start(lines.catchUp(all, messages::pending));
        start(lines.ready());
    }

    /// Also what had no way out.
    private void begin() {
        allFrom = Instant.MIN;
        messages.resume(senders.channels(), clock.instant().minus(DeliveryResultRecorder.GIVEN_UP));
    }

    private void takeUp(List<Long> conversations) {
        if (!conversations.isEmpty()) {
            start(lines.takeUp(conversations, () -> outbox.take(conversations)));
        }
    }

    private void start(Set<Long> ready) {
        if (!ready.isEmpty()) {
            Thread.ofVirtual().name("deliver").start(() -> deliver(ready));
        }
    }

    /// Goes on with lines when their time has come, without waiting for a sweep.
    private void later(Duration pause, Supplier<Set<Long>> ready) {
        try {
            alarms.schedule(() -> start(ready.get()), pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // Closing.
        }
    }

    /// Reads the chats at once, then each has a thread of its own.
    private void deliver(Set<Long> ready) {
        Map<Long, Chat> known;
        try {
            known = chats.reach(ready);
        } catch (RuntimeException e) {
            // One of them was erased, or the database is away: each finds out for itself.
            known = Map.of();
        }
        for (Long chat : ready) {
            Chat found = known.get(chat);
            Thread.ofVirtual().name("deliver").start(() -> deliver(chat, found));
        }
    }

    private void deliver(Long id, Chat known) {
        try {
            Chat chat = known == null ? chats.chat(id) : known;
            for (Message next = lines.next(chat); next != null; next = lines.next(chat)) {
                Instant now = clock.instant();
                if (next.attempts() == 0 && next.notBefore() != null && !messages.release(next)) {
                    lines.recalled(id, next);
                    continue;
                }
                MessageSender.SendResult outcome = senders.send(chat, next);
                if (outcome instanceof MessageSender.SendResult.Refused refused
                        && refused.blocked()
                        && !chat.blocked()) {
                    chats.block(id, now);
                    chat = chats.chat(id);
                }
                Chat of = chat;
                if (outcome instanceof MessageSender.SendResult.Limited limited) {
                    lines.tell(gates -> gates.limited(of, limited.pause(), now));
                }
                DeliveryResult settled = DeliveryResultRecorder.of(next, outcome, now);
                outcomes.add(settled);
                lines.done(id, next, settled);
            }
        } catch (SubjectErasedException | NoSuchElementException e) {
            lines.forget(id);
        } catch (RuntimeException | Error e) {
            FaultLog.warn(LOG, "delivery: to one chat waits a second, and is tried again", e);
            lines.wait(id, AFTER_TROUBLE);
        }
    }

    /// Sends no more; what is being sent is waited for, so that its outcome is recorded.
    @PreDestroy
    void close() throws InterruptedException {
        alarms.shutdownNow();
        lines.close(CLOSING);
        outcomes.close();
    }
}
