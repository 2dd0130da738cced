package pk.rahnuma.conversation.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;

/// Rate limiters that a queue passes before its first message is sent. Confined to [SendQueues].
final class DeliveryRateLimiters {

    private final Map<Channel, ChannelRateLimiter> limiters;
    private final SendMetrics meters;

    /// Resumes later those queues that are ready then.
    @FunctionalInterface
    interface AlarmScheduler {
        void schedule(Duration pause, Supplier<Set<Long>> ready);
    }

    /// @param limiters of the channels that have limits
    DeliveryRateLimiters(Map<Channel, ChannelRateLimiter> limiters, SendMetrics meters) {
        this.limiters = limiters;
        this.meters = meters;
    }

    /// True when the first message may go now. Otherwise the queue holds the time until which it pauses, or waits for
    /// its admission.
    boolean maySend(Chat chat, ChatSendQueue queue, Instant now) {
        ChannelRateLimiter limiter = limiters.get(chat.channel());
        // A blocked chat gets no messages.
        if (limiter == null || chat.blocked()) {
            return true;
        }
        boolean notices = queue.isNotices();
        Instant stopped = limiter.pausedUntil(notices);
        if (stopped.isAfter(now)) {
            return pauseQueue(chat, queue, stopped, SendMetrics.Limit.STOP);
        }
        if (!queue.slotReserved) {
            queue.slotReserved = true;
            Duration wait = limiter.reserveSlot(chat);
            if (wait.isPositive()) {
                return pauseQueue(
                        chat,
                        queue,
                        now.plus(wait),
                        limiter.isGroup(chat) ? SendMetrics.Limit.GROUP : SendMetrics.Limit.CHAT);
            }
        }
        if (notices && !queue.admitted && !limiter.tryAdmit(chat.id())) {
            queue.awaitsAdmission = true;
            meters.countHeld(chat.channel(), SendMetrics.Limit.BULK);
            return false;
        }
        queue.resetAdmission();
        return true;
    }

    /// Takes a slot of a chat, not a group, if the next message will not wait for it.
    boolean tryTakeSpareSlot(Channel channel, long chat, Instant now) {
        ChannelRateLimiter limiter = limiters.get(channel);
        return limiter == null || !limiter.pausedUntil(true).isAfter(now) && limiter.tryTakeSpareSlot(chat);
    }

    private boolean pauseQueue(Chat chat, ChatSendQueue queue, Instant until, SendMetrics.Limit limit) {
        queue.notBefore = until;
        meters.countHeld(chat.channel(), limit);
        return false;
    }

    /// Removes a queue from the waiting lists: a reply joined its notices, or it was dropped.
    void removeWaiting(Long chat, ChatSendQueue queue) {
        if (queue.awaitsAdmission) {
            queue.awaitsAdmission = false;
            limiters.values().forEach(limiter -> limiter.removeWaiting(chat));
        }
    }

    /// Removes all queues from the waiting lists.
    void clearWaiting() {
        limiters.values().forEach(ChannelRateLimiter::clearWaiting);
    }

    /// Notes that an alarm has fired.
    void alarmFired() {
        limiters.values().forEach(ChannelRateLimiter::alarmFired);
    }

    /// Takes the queued chats that are now admitted.
    Set<Long> takeAdmitted(Map<Long, ChatSendQueue> queues) {
        Set<Long> admitted = new HashSet<>();
        for (ChannelRateLimiter limiter : limiters.values()) {
            for (Long next = limiter.nextAdmitted(); next != null; next = limiter.nextAdmitted()) {
                ChatSendQueue queue = queues.get(next);
                queue.awaitsAdmission = false;
                queue.admitted = true;
                admitted.add(next);
            }
        }
        return admitted;
    }

    /// Sets the alarms for queued chats.
    void scheduleAlarms(Consumer<Duration> alarm) {
        limiters.values().stream()
                .map(ChannelRateLimiter::nextAlarmDelay)
                .filter(Objects::nonNull)
                .forEach(alarm);
    }

    /// Records that the channel limited a message to this chat.
    void recordLimited(Chat chat, Duration pause, Instant now) {
        ChannelRateLimiter limiter = limiters.get(chat.channel());
        if (limiter != null) {
            limiter.recordLimited(chat, pause, now);
        }
    }

    /// Sets the number of nodes that send.
    void setNodeCount(int live) {
        limiters.values().forEach(limiter -> limiter.setNodeCount(live));
    }
}
