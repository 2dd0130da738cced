package pk.rahnuma.conversation.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import pk.rahnuma.messaging.chat.Channel;
import pk.rahnuma.messaging.chat.Chat;

/// Rate limiters that a queue passes before its first message is sent. Guarded by the lock of [SendQueues].
final class DeliveryRateLimiters {

    private final Map<Channel, ChannelRateLimiter> gates;
    private final SendMetrics meters;

    /// Resumes later those queues that are ready then.
    @FunctionalInterface
    interface AlarmScheduler {
        void schedule(Duration pause, Supplier<Set<Long>> ready);
    }

    /// @param gates of the channels that have limits
    DeliveryRateLimiters(Map<Channel, ChannelRateLimiter> gates, SendMetrics meters) {
        this.gates = gates;
        this.meters = meters;
    }

    /// True when the first message may go now. Otherwise the queue holds the time until which it pauses, or is marked
    /// as queued.
    boolean maySend(Chat chat, ChatSendQueue line, Instant now) {
        ChannelRateLimiter gate = gates.get(chat.channel());
        // A blocked chat gets no messages.
        if (gate == null || chat.blocked()) {
            return true;
        }
        boolean notices = line.isNotices();
        Instant stopped = gate.pausedUntil(notices);
        if (stopped.isAfter(now)) {
            return rests(chat, line, stopped, SendMetrics.Limit.STOP);
        }
        if (!line.slotReserved) {
            line.slotReserved = true;
            Duration wait = gate.reserveSlot(chat);
            if (wait.isPositive()) {
                return rests(
                        chat,
                        line,
                        now.plus(wait),
                        gate.isGroup(chat) ? SendMetrics.Limit.GROUP : SendMetrics.Limit.CHAT);
            }
        }
        if (notices && !line.admitted && !gate.tryAdmit(chat.id())) {
            line.queued = true;
            meters.countHeld(chat.channel(), SendMetrics.Limit.BULK);
            return false;
        }
        line.resetAdmission();
        return true;
    }

    private boolean rests(Chat chat, ChatSendQueue line, Instant until, SendMetrics.Limit limit) {
        line.notBefore = until;
        meters.countHeld(chat.channel(), limit);
        return false;
    }

    /// Removes a queue from the waiting lists: a reply joined its notices, or it was dropped.
    void removeWaiting(Long chat, ChatSendQueue line) {
        if (line.queued) {
            line.queued = false;
            gates.values().forEach(gate -> gate.removeWaiting(chat));
        }
    }

    /// Removes all queues from the waiting lists.
    void clearWaiting() {
        gates.values().forEach(ChannelRateLimiter::clearWaiting);
    }

    /// Notes that an alarm has fired.
    void alarmFired() {
        gates.values().forEach(ChannelRateLimiter::alarmFired);
    }

    /// Takes the queued chats that are now admitted.
    Set<Long> takeAdmitted(Map<Long, ChatSendQueue> lines) {
        Set<Long> admitted = new HashSet<>();
        for (ChannelRateLimiter gate : gates.values()) {
            for (Long next = gate.nextAdmitted(); next != null; next = gate.nextAdmitted()) {
                ChatSendQueue line = lines.get(next);
                line.queued = false;
                line.admitted = true;
                admitted.add(next);
            }
        }
        return admitted;
    }

    /// Sets the alarms for queued chats.
    void scheduleAlarms(Consumer<Duration> alarm) {
        gates.values().stream()
                .map(ChannelRateLimiter::nextAlarmDelay)
                .filter(Objects::nonNull)
                .forEach(alarm);
    }

    /// Records that the channel limited a message to this chat.
    void recordLimited(Chat chat, Duration pause, Instant now) {
        ChannelRateLimiter gate = gates.get(chat.channel());
        if (gate != null) {
            gate.recordLimited(chat, pause, now);
        }
    }

    /// Sets the number of nodes that send.
    void setNodeCount(int live) {
        gates.values().forEach(gate -> gate.setNodeCount(live));
    }
}
