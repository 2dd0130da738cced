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

/// What a line passes before its first message is sent. Guarded by the lock of [SendQueues].
final class DeliveryRateLimiters {

    private final Map<Channel, ChannelRateLimiter> gates;
    private final SendMetrics meters;

    /// Goes on later with those lines that are ready then.
    @FunctionalInterface
    interface AlarmScheduler {
        void schedule(Duration pause, Supplier<Set<Long>> ready);
    }

    /// @param gates of the channels that have limits
    DeliveryRateLimiters(Map<Channel, ChannelRateLimiter> gates, SendMetrics meters) {
        this.gates = gates;
        this.meters = meters;
    }

    /// Whether its first message goes now; if not, the line knows until when it rests, or that it is queued.
    boolean maySend(Chat chat, ChatSendQueue line, Instant now) {
        ChannelRateLimiter gate = gates.get(chat.channel());
        // Nothing is sent to who has blocked the bot.
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

    /// A reply came behind the notices of a line, or it is gone.
    void removeWaiting(Long chat, ChatSendQueue line) {
        if (line.queued) {
            line.queued = false;
            gates.values().forEach(gate -> gate.removeWaiting(chat));
        }
    }

    /// All lines are gone.
    void clearWaiting() {
        gates.values().forEach(ChannelRateLimiter::clearWaiting);
    }

    /// An alarm has gone off.
    void alarmFired() {
        gates.values().forEach(ChannelRateLimiter::alarmFired);
    }

    /// Those that were queued and whose turn has come.
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

    /// Sets the alarms for what is queued.
    void scheduleAlarms(Consumer<Duration> alarm) {
        gates.values().stream()
                .map(ChannelRateLimiter::nextAlarmDelay)
                .filter(Objects::nonNull)
                .forEach(alarm);
    }

    /// The channel held back a message to this chat.
    void recordLimited(Chat chat, Duration pause, Instant now) {
        ChannelRateLimiter gate = gates.get(chat.channel());
        if (gate != null) {
            gate.recordLimited(chat, pause, now);
        }
    }

    /// So many nodes send.
    void setNodeCount(int live) {
        gates.values().forEach(gate -> gate.setNodeCount(live));
    }
}
