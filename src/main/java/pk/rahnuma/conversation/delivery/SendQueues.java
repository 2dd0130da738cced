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
    private final DeliveryRateLimiters limiters;
    private final DeliveryRateLimiters.AlarmScheduler alarm;

    /// Guards all fields below.
    private final Object lock = new Object();

    private final Map<Long, ChatSendQueue> queues = new HashMap<>();
    private final InFlightMessages inFlight = new InFlightMessages();
    private final OutboxReader reader = new OutboxReader(lock, inFlight, found -> started(enqueue(found)));

    /// Node id under which these queues were filled; 0 before the start.
    private long self;
    private boolean closing;

    SendQueues(
            ClusterNode node,
            InstantSource clock,
            DeliveryRateLimiters limiters,
            DeliveryRateLimiters.AlarmScheduler alarm) {
        this.node = node;
        this.clock = clock;
        this.limiters = limiters;
        this.alarm = alarm;
    }

    private boolean mayGo() {
        return !closing && self != 0 && self == node.nodeId() && node.isCertainlyAlive();
    }

    void announceMessages(List<Message> messages) {
        synchronized (lock) {
            inFlight.announceMessages(messages);
        }
    }

    void withdrawMessages(List<Message> messages) {
        synchronized (lock) {
            inFlight.withdrawMessages(messages);
        }
    }

    /// Conversations without unsent messages, judged by the messages in flight; empty when that may be incomplete.
    Set<Long> findFullySent(Collection<Long> conversations) {
        synchronized (lock) {
            return reader.isBehind() || inFlight.isInDoubt() || !mayGo()
                    ? Set.of()
                    : conversations.stream()
                            .filter(conversation -> !inFlight.holdsConversation(conversation))
                            .collect(Collectors.toSet());
        }
    }

    /// Queues messages just committed, or leaves them to be read.
    ///
    /// @return chats whose queues start now: the caller sends each until [#nextMessage] returns null
    Set<Long> enqueueCommitted(List<Message> posted) {
        synchronized (lock) {
            posted.forEach(inFlight::removeAnnounced);
            if (reader.isBehind() || !mayGo() || inFlight.isFull()) {
                reader.markBehind();
                return Set.of();
            }
            return started(enqueue(inFlight.releaseNow(posted)));
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
            queues.values().forEach(queue -> inFlight.removeMessages(queue.messages()));
            queues.clear();
            limiters.clearWaiting();
            id = node.nodeId();
        }
        begun.run();
        synchronized (lock) {
            self = id;
            reader.markBehind();
        }
        return true;
    }

    /// See [OutboxReader#takeOver].
    Set<Long> takeOver(List<Long> conversations, Supplier<List<Message>> query) {
        return reader.takeOver(conversations, query);
    }

    /// See [OutboxReader#catchUp].
    Set<Long> catchUp(boolean always, IntFunction<List<Message>> query) {
        return reader.catchUp(always, query);
    }

    /// Queues that have waited long enough.
    Set<Long> takeReady() {
        synchronized (lock) {
            Instant now = clock.instant();
            Set<Long> ready = limiters.takeAdmitted(queues);
            queues.forEach((chat, queue) -> {
                if (!queue.sending && queue.isReady(now)) {
                    ready.add(chat);
                }
            });
            return started(ready);
        }
    }

    /// @return chats whose queues may start
    private Set<Long> enqueue(List<Message> posted) {
        Instant now = clock.instant();
        Set<Long> ready = new HashSet<>();
        for (Message message : posted) {
            if (inFlight.addMessage(message)) {
                ChatSendQueue queue = queues.computeIfAbsent(message.chat(), chat -> new ChatSendQueue());
                queue.addMessage(message);
                if (message.direction() == Message.Direction.SAID) {
                    limiters.removeWaiting(message.chat(), queue);
                }
                if (!queue.sending && queue.isReady(now)) {
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
        ready.forEach(chat -> queues.get(chat).sending = true);
        return ready;
    }

    /// First message of a running queue; null when the queue ends, or must wait.
    Message nextMessage(Chat chat) {
        synchronized (lock) {
            ChatSendQueue queue = queues.get(chat.id());
            Instant now = clock.instant();
            if (mayGo() && queue.isReady(now) && limiters.maySend(chat, queue, now)) {
                return queue.firstMessage();
            }
            stopped(chat.id(), queue);
            return null;
        }
    }

    /// Updates the rate limiters under the lock.
    void updateRateLimiters(Consumer<DeliveryRateLimiters> what) {
        synchronized (lock) {
            what.accept(limiters);
        }
    }

    void completeMessage(Long chat, Message message, DeliveryResult settled) {
        synchronized (lock) {
            ChatSendQueue queue = queues.get(chat);
            queue.removeMessage(message);
            if (settled.state() == Message.State.PENDING) {
                queue.addMessage(ChatSendQueue.afterAttempt(message, settled));
            }
        }
    }

    /// Removes a message that was recalled before its time.
    void removeRecalled(Long chat, Message message) {
        synchronized (lock) {
            queues.get(chat).removeMessage(message);
            inFlight.removeMessages(List.of(message));
        }
    }

    void postponeQueue(Long chat, Duration pause) {
        synchronized (lock) {
            ChatSendQueue queue = queues.get(chat);
            queue.notBefore = clock.instant().plus(pause);
            stopped(chat, queue);
        }
    }

    void dropQueue(Long chat) {
        synchronized (lock) {
            ChatSendQueue queue = queues.get(chat);
            inFlight.removeMessages(queue.messages());
            queue.removeAll();
            limiters.removeWaiting(chat, queue);
            stopped(chat, queue);
        }
    }

    private void stopped(Long chat, ChatSendQueue queue) {
        queue.sending = false;
        if (queue.firstMessage() == null) {
            queues.remove(chat);
        } else if (!closing) {
            rest(chat, queue);
        }
        lock.notifyAll();
    }

    /// Sets the alarm that resumes the queue automatically.
    private void rest(Long chat, ChatSendQueue queue) {
        Instant from = queue.earliestSendTime();
        Instant now = clock.instant();
        if (from != null && from.isAfter(now)) {
            alarm.schedule(Duration.between(now, from), () -> wake(chat));
        }
        limiters.scheduleAlarms(pause -> alarm.schedule(pause, this::admitted));
    }

    private Set<Long> wake(Long chat) {
        synchronized (lock) {
            ChatSendQueue queue = queues.get(chat);
            if (queue == null || queue.sending || queue.queued) {
                return Set.of();
            }
            boolean goes = queue.isReady(clock.instant());
            if (!goes) {
                // The alarm uses another clock.
                rest(chat, queue);
            }
            return goes ? started(Set.of(chat)) : Set.of();
        }
    }

    /// Starts queues of notices that are now admitted.
    private Set<Long> admitted() {
        synchronized (lock) {
            limiters.alarmFired();
            Set<Long> admitted = limiters.takeAdmitted(queues);
            limiters.scheduleAlarms(pause -> alarm.schedule(pause, this::admitted));
            return started(admitted);
        }
    }

    void removeRecorded(List<DeliveryResult> batch) {
        synchronized (lock) {
            inFlight.removeRecorded(batch);
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
        return queues.values().stream().anyMatch(queue -> queue.sending);
    }
}
