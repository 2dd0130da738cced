package pk.rahnuma.conversation.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import pk.rahnuma.messaging.Channel;
import pk.rahnuma.messaging.Chat;

/// What a line passes before its first message is sent. Guarded by the lock of [SendQueues].
final class DeliveryRateLimiters {

    private final Map<Channel, ChannelRateLimiter> gates;
    private final SendMetrics meters;

    /// Goes on later with those lines that are ready then.
    @FunctionalInterface
    interface AlarmScheduler {
        void in(Duration pause, Supplier<Set<Long>> ready);
    }

    /// @param gates of the channels that have limits
    DeliveryRateLimiters(Map<Channel, ChannelRateLimiter> gates, SendMetrics meters) {
        this.gates = gates;
        this.meters = meters;
    }

    /// Whether its first message goes now; if not, the line knows until when it rests, or that it is queued.
    boolean passes(Chat chat, ChatSendQueue line, Instant now) {
        ChannelRateLimiter gate = gates.get(chat.channel());
        // Nothing is sent to who has blocked the bot.
        if (gate == null || chat.blocked()) {
            return true;
        }
        boolean notices = line.isNotices();
        Instant stopped = gate.stoppedUntil(notices);
        if (stopped.isAfter(now)) {
            return rests(chat, line, stopped, SendMetrics.Limit.STOP);
        }
        if (!line.placed) {
            line.placed = true;
            Duration wait = gate.place(chat);
            if (wait.isPositive()) {
                return rests(
                        chat,
                        line,
                        now.plus(wait),
                        gate.isGroup(chat) ? SendMetrics.Limit.GROUP : SendMetrics.Limit.CHAT);
            }
        }
        if (notices && !line.admitted && !gate.admits(chat.id())) {
            line.queued = true;
            meters.held(chat.channel(), SendMetrics.Limit.BULK);
            return false;
        }
        line.passed();
        return true;
    }

    private boolean rests(Chat chat, ChatSendQueue line, Instant until, SendMetrics.Limit limit) {
        line.notBefore = until;
        meters.held(chat.channel(), limit);
        return false;
    }

    /// A reply came behind the notices of a line, or it is gone.
    void leave(Long chat, ChatSendQueue line) {
        if (line.queued) {
            line.queued = false;
            gates.values().forEach(gate -> gate.leave(chat));
        }
    }

    /// All lines are gone.
    void clear() {
        gates.values().forEach(ChannelRateLimiter::clear);
    }

    /// An alarm has gone off.
    void rang() {
        gates.values().forEach(ChannelRateLimiter::rang);
    }

    /// Those that were queued and whose turn has come.
    Set<Long> admitted(Map<Long, ChatSendQueue> lines) {
        Set<Long> admitted = new HashSet<>();
        for (ChannelRateLimiter gate : gates.values()) {
            for (Long next = gate.next(); next != null; next = gate.next()) {
                ChatSendQueue line = lines.get(next);
                line.queued = false;
                line.admitted = true;
                admitted.add(next);
            }
        }
        return admitted;
    }

    /// Sets the alarms for what is queued.
    void alarms(Consumer<Duration> alarm) {
        gates.values().stream()
                .map(ChannelRateLimiter::alarm)
                .filter(Objects::nonNull)
                .forEach(alarm);
    }

    /// The channel held back a message to this chat.
    void limited(Chat chat, Duration pause, Instant now) {
        ChannelRateLimiter gate = gates.get(chat.channel());
        if (gate != null) {
            gate.met(chat, pause, now);
        }
    }

    /// So many nodes send.
    void share(int live) {
        gates.values().forEach(gate -> gate.share(live));
    }
}
