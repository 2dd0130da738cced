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

/// What this node has in hand to be sent: a line for each chat. The first message is taken out of its line when it is
/// done with, so that what must wait is overtaken by nothing. Safe for threads.
final class SendQueues {

    private final ClusterNode node;
    private final InstantSource clock;
    private final DeliveryRateLimiters gates;
    private final DeliveryRateLimiters.AlarmScheduler alarm;

    /// Guards all that follows.
    private final Object lock = new Object();

    private final Map<Long, ChatSendQueue> lines = new HashMap<>();
    private final InFlightMessages hand = new InFlightMessages();
    private final OutboxReader reading = new OutboxReader(lock, hand, found -> started(queue(found)));

    /// The id of this node under which the lines are its own; 0 before it begins.
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

    /// Those where nothing is unsent, by what is in hand; none when that may not be all.
    Set<Long> findFullySent(Collection<Long> conversations) {
        synchronized (lock) {
            return reading.isBehind() || hand.isInDoubt() || !mayGo()
                    ? Set.of()
                    : conversations.stream()
                            .filter(conversation -> !hand.holdsConversation(conversation))
                            .collect(Collectors.toSet());
        }
    }

    /// Puts in hand what was just committed, or leaves it to be read.
    ///
    /// @return chats whose lines go now: each is the caller's to send until [#nextMessage] says that it ends
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

    /// Whether this node may send what it has; begins anew where it has another id than before.
    ///
    /// @param begun is told so before anything else happens
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

    /// Lines that have waited long enough.
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

    /// @return chats whose lines may go
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

    /// The first of a line that goes; null when it ends, or must wait.
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

    /// What the gates are to know.
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

    /// It was taken back before its time came.
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

    /// What nobody sends for now goes on by itself.
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
                // The alarm goes by another clock.
                rest(chat, line);
            }
            return goes ? started(Set.of(chat)) : Set.of();
        }
    }

    /// Lines of notices whose turn has come.
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

    /// Nothing goes any more; what is under way is waited for.
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
