package pk.rahnuma.conversation.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import pk.rahnuma.cluster.ClusterNode;
import pk.rahnuma.messaging.DeliveryResult;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.chat.Chat;

/// Send queues of this node, one for each chat. A message leaves its queue when it is done, so that none overtakes one
/// that must wait. Thread-safe.
final class SendQueues {

    private final ClusterNode node;
    private final InstantSource clock;
    private final DeliveryRateLimiters gates;
    private final DeliveryRateLimiters.AlarmScheduler alarm;

    /// Guards all fields below.
    private final Object lock = new Object();

    private final Map<Long, ChatSendQueue> lines = new HashMap<>();
    private final InFlightMessages hand = new InFlightMessages();
    private final OutboxReader reading = new OutboxReader(lock, hand, found -> started(queue(found)));

    /// Node id under which these queues were filled; 0 before the start.
    private long self;
    private boolean closing;

    SendQueues(
            ClusterNode node,
            InstantSource clock,
            DeliveryRateLimiters gates,
            DeliveryRateLimiters.AlarmScheduler alarm) {
        this.node = node;
        this.clock = clock;
        this.gates = gates;
        this.alarm = alarm;
    }

    private boolean mayGo() {
        return !closing && self != 0 && self == node.nodeId() && node.isCertainlyAlive();
    }

    void announceMessages(List<Message> messages) {
        synchronized (lock) {
            hand.announceMessages(messages);
        }
    }

    void withdrawMessages(List<Message> messages) {
        synchronized (lock) {
            hand.withdrawMessages(messages);
        }
    }

    /// Conversations without unsent messages, judged by the messages in flight; empty when that may be incomplete.
    Set<Long> findFullySent(Collection<Long> conversations) {
        synchronized (lock) {
            return reading.isBehind() || hand.isInDoubt() || !mayGo()
                    ? Set.of()
                    : conversations.stream()
                            .filter(conversation -> !hand.holdsConversation(conversation))
                            .collect(Collectors.toSet());
        }
    }

    /// Queues messages just committed, or leaves them to be read.
    ///
    /// @return chats whose queues start now: the caller sends each until [#nextMessage] returns null
    Set<Long> enqueueCommitted(List<Message> posted) {
        synchronized (lock) {
            posted.forEach(hand::removeAnnounced);
            if (reading.isBehind() || !mayGo() || hand.isFull()) {
                reading.markBehind();
                return Set.of();
            }
            return started(queue(hand.releaseNow(posted)));
        }
    }

    /// True when this node may send. Starts again when the node has another id than before.
    ///
    /// @param begun runs before anything else
    boolean beginSending(Runnable begun) {
        long id;
        synchronized (lock) {
            if (closing || !node.isCertainlyAlive()) {
                return false;
            }
            if (self == node.nodeId()) {
                return true;
            }
            if (isRunning()) {
                return false;
            }
            lines.values().forEach(line -> hand.removeMessages(line.messages()));
            lines.clear();
            gates.clearWaiting();
            id = node.nodeId();
        }
        begun.run();
        synchronized (lock) {
            self = id;
            reading.markBehind();
        }
        return true;
    }

    /// See [OutboxReader#takeOver].
    Set<Long> takeOver(List<Long> conversations, Supplier<List<Message>> query) {
        return reading.takeOver(conversations, query);
    }

    /// See [OutboxReader#catchUp].
    Set<Long> catchUp(boolean always, IntFunction<List<Message>> query) {
        return reading.catchUp(always, query);
    }

    /// Queues that have waited long enough.
    Set<Long> takeReady() {
        synchronized (lock) {
            Instant now = clock.instant();
            Set<Long> ready = gates.takeAdmitted(lines);
            lines.forEach((chat, line) -> {
                if (!line.sending && line.isReady(now)) {
                    ready.add(chat);
                }
            });
            return started(ready);
        }
    }

    /// @return chats whose queues may start
    private Set<Long> queue(List<Message> posted) {
        Instant now = clock.instant();
        Set<Long> ready = new HashSet<>();
        for (Message message : posted) {
            if (hand.addMessage(message)) {
                ChatSendQueue line = lines.computeIfAbsent(message.chat(), chat -> new ChatSendQueue());
                line.addMessage(message);
                if (message.direction() == Message.Direction.SAID) {
                    gates.removeWaiting(message.chat(), line);
                }
                if (!line.sending && line.isReady(now)) {
                    ready.add(message.chat());
                }
            }
        }
        return ready;
    }

    private Set<Long> started(Set<Long> ready) {
        if (!mayGo()) {
            return Set.of();
        }
        ready.forEach(chat -> lines.get(chat).sending = true);
        return ready;
    }

    /// First message of a running queue; null when the queue ends, or must wait.
    Message nextMessage(Chat chat) {
        synchronized (lock) {
            ChatSendQueue line = lines.get(chat.id());
            Instant now = clock.instant();
            if (mayGo() && line.isReady(now) && gates.maySend(chat, line, now)) {
                return line.firstMessage();
            }
            stopped(chat.id(), line);
            return null;
        }
    }

    /// Updates the rate limiters under the lock.
    void updateRateLimiters(Consumer<DeliveryRateLimiters> what) {
        synchronized (lock) {
            what.accept(gates);
        }
    }

    void completeMessage(Long chat, Message message, DeliveryResult settled) {
        synchronized (lock) {
            ChatSendQueue line = lines.get(chat);
            line.removeMessage(message);
            if (settled.state() == Message.State.PENDING) {
                line.addMessage(ChatSendQueue.afterAttempt(message, settled));
            }
        }
    }

    /// Removes a message that was recalled before its time.
    void removeRecalled(Long chat, Message message) {
        synchronized (lock) {
            lines.get(chat).removeMessage(message);
            hand.removeMessages(List.of(message));
        }
    }

    void postponeQueue(Long chat, Duration pause) {
        synchronized (lock) {
            ChatSendQueue line = lines.get(chat);
            line.notBefore = clock.instant().plus(pause);
            stopped(chat, line);
        }
    }

    void dropQueue(Long chat) {
        synchronized (lock) {
            ChatSendQueue line = lines.get(chat);
            hand.removeMessages(line.messages());
            line.removeAll();
            gates.removeWaiting(chat, line);
            stopped(chat, line);
        }
    }

    private void stopped(Long chat, ChatSendQueue line) {
        line.sending = false;
        if (line.firstMessage() == null) {
            lines.remove(chat);
        } else if (!closing) {
            rest(chat, line);
        }
        lock.notifyAll();
    }

    /// Sets the alarm that resumes the queue automatically.
    private void rest(Long chat, ChatSendQueue line) {
        Instant from = line.earliestSendTime();
        Instant now = clock.instant();
        if (from != null && from.isAfter(now)) {
            alarm.schedule(Duration.between(now, from), () -> wake(chat));
        }
        gates.scheduleAlarms(pause -> alarm.schedule(pause, this::admitted));
    }

    private Set<Long> wake(Long chat) {
        synchronized (lock) {
            ChatSendQueue line = lines.get(chat);
            if (line == null || line.sending || line.queued) {
                return Set.of();
            }
            boolean goes = line.isReady(clock.instant());
            if (!goes) {
                // The alarm uses another clock.
                rest(chat, line);
            }
            return goes ? started(Set.of(chat)) : Set.of();
        }
    }

    /// Starts queues of notices that are now admitted.
    private Set<Long> admitted() {
        synchronized (lock) {
            gates.alarmFired();
            Set<Long> admitted = gates.takeAdmitted(lines);
            gates.scheduleAlarms(pause -> alarm.schedule(pause, this::admitted));
            return started(admitted);
        }
    }

    void removeRecorded(List<DeliveryResult> batch) {
        synchronized (lock) {
            hand.removeRecorded(batch);
        }
    }

    /// Stops all queues, and waits for sends in progress.
    void closeQueues(Duration patience) throws InterruptedException {
        synchronized (lock) {
            closing = true;
            long end = System.nanoTime() + patience.toNanos();
            while (isRunning() && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.timedWait(lock, 100);
            }
        }
    }

    private boolean isRunning() {
        return lines.values().stream().anyMatch(line -> line.sending);
    }
}
