package pk.rahnuma.conversation.batch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import pk.rahnuma.shared.ClockTimeMeter;

/// Keeps one chat that writes without end from delaying the others. A person never comes near the limit; a program is
/// warned once until it has slowed down, and its messages beyond the limit are dropped. Held in memory of this process:
/// with too many chats the least active are forgotten.
@Singleton
class FloodControl {

    private static final int MAX_TRACKED_CHATS = 50_000;
    private static final Duration TRACKING_TTL = Duration.ofDays(1);

    enum FloodDecision {
        /// Process it.
        PASSES,
        /// First message beyond the limit: warn the sender.
        WARNED,
        /// Drop it without a reply.
        DROPPED
    }

    private record TrackedChat(Bucket bucket, AtomicBoolean warned) {}

    private final Cache<Long, TrackedChat> chats = Caffeine.newBuilder()
            .maximumSize(MAX_TRACKED_CHATS)
            .expireAfterAccess(TRACKING_TTL)
            .build();
    private final int burst;
    private final int dailyLimit;
    private final TimeMeter time;

    FloodControl(TurnConfiguration settings, Clock clock) {
        this.burst = settings.flood();
        this.dailyLimit = settings.dailyFlood();
        this.time = new ClockTimeMeter(clock);
    }

    /// Called once for each new message; called again when its batch failed and is retried.
    FloodDecision checkMessage(long chatId) {
        if (burst == 0) {
            return FloodDecision.PASSES;
        }
        TrackedChat chat = chats.get(chatId, unknown -> fresh());
        if (chat.bucket().tryConsume(1)) {
            if (chat.bucket().getAvailableTokens() >= burst / 2) {
                chat.warned().set(false);
            }
            return FloodDecision.PASSES;
        }
        return chat.warned().getAndSet(true) ? FloodDecision.DROPPED : FloodDecision.WARNED;
    }

    private TrackedChat fresh() {
        Bucket bucket = Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(burst).refillGreedy(1, Duration.ofSeconds(1)))
                .addLimit(limit -> limit.capacity(dailyLimit).refillGreedy(dailyLimit, Duration.ofDays(1)))
                .build();
        return new TrackedChat(bucket, new AtomicBoolean());
    }
}
