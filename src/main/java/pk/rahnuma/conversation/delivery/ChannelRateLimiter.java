package pk.rahnuma.conversation.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.messaging.conversation.Chat;

/// Keeps sends on a channel within its [ChannelRateLimits]. Confined to [SendQueues].
///
/// * One chat: each message reserves a slot, and waits until it comes.
/// * Bulk: a queue that holds only notices waits for its share of the node. Replies are neither delayed nor counted:
///   Telegram's published limit is for bulk notifications (core.telegram.org/bots/faq), and a person who writes is
///   answered at any load.
/// * A limit that is hit all the same stops the chat that hit it ([ChatSendQueue]). Telegram does not say whether it
///   meant the chat or the bot. A single chat is kept within its limit here, so several limited chats in a short time
///   mean the bot: then everything stops, for the shortest of their pauses; a chat with a longer pause waits for that
///   alone. Groups are not counted, because others share their limit.
final class ChannelRateLimiter {

    /// Number of chats limited by the channel within [#LIMITED_CHATS_WINDOW] from which the limit is taken to apply to
    /// the bot.
    static final int MIN_LIMITED_CHATS = 3;
    static final Duration LIMITED_CHATS_WINDOW = Duration.ofSeconds(10);
    /// Delay of notices after such a stop, so that replies go first.
    static final Duration NOTICE_DELAY = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(ChannelRateLimiter.class);
    /// A bucket that was not used for so long is full again.
    private static final Duration BUCKET_TTL = Duration.ofMinutes(2);
    private static final int MAX_BUCKETS = 50_000;
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private final ChannelRateLimits limits;
    private final Predicate<Chat> groups;
    private final TimeMeter time;
    private final Cache<Long, Bucket> chats = Caffeine.newBuilder()
            .maximumSize(MAX_BUCKETS)
            .expireAfterAccess(BUCKET_TTL)
            .executor(Runnable::run)
            .build();
    /// Null means no limit.
    private final Bucket bulk;
    /// Chats whose queues wait for their share, the longest first.
    private final SequencedSet<Long> waiting = new LinkedHashSet<>();
    private final Map<Long, LimitedChat> limitedChats = new HashMap<>();
    private Instant stoppedUntil = Instant.MIN;
    private int nodes = 1;
    private boolean alarmed;

    /// A limit that a chat hit.
    private record LimitedChat(Instant at, Instant until) {}

    ChannelRateLimiter(MessageSender sender, TimeMeter time) {
        this.limits = sender.rateLimits();
        this.groups = sender::isGroup;
        this.time = time;
        this.bulk = limits.bulk() == 0
                ? null
                : Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(limit -> limit.capacity(limits.bulk()).refillGreedy(limits.bulk(), ONE_SECOND))
                        .build();
    }

    boolean isGroup(Chat chat) {
        return groups.test(chat);
    }

    /// Reserves the next slot of a chat.
    ///
    /// @return the wait until the slot; zero means now
    Duration reserveSlot(Chat chat) {
        boolean group = isGroup(chat) && limits.group() > 0;
        if (limits.chat() == 0 && !group) {
            return Duration.ZERO;
        }
        Bucket bucket = chats.get(chat.id(), id -> fresh(group));
        return Duration.ofNanos(bucket.consumeIgnoringRateLimits(1));
    }

    /// Takes a slot of a chat, not a group, if another one is left for the next message.
    boolean tryTakeSpareSlot(long chat) {
        if (limits.chat() == 0) {
            return true;
        }
        Bucket bucket = chats.get(chat, id -> fresh(false));
        return bucket.getAvailableTokens() > 1 && bucket.tryConsume(1);
    }

    private Bucket fresh(boolean group) {
        LocalBucketBuilder bucket = Bucket.builder().withCustomTimePrecision(time);
        if (limits.chat() > 0) {
            bucket.addLimit(limit -> limit.capacity(limits.burst()).refillGreedy(limits.chat(), ONE_SECOND));
        }
        if (group) {
            bucket.addLimit(
                    limit -> limit.capacity(limits.group()).refillGreedy(limits.group(), Duration.ofMinutes(1)));
        }
        return bucket.build();
    }

    /// Admits a queue of notices now, or makes it wait here until [#nextAdmitted] returns it.
    boolean tryAdmit(long chat) {
        if (bulk == null || waiting.isEmpty() && bulk.tryConsume(1)) {
            return true;
        }
        waiting.add(chat);
        return false;
    }

    /// Removes a chat from the waiting list: a reply joined its notices, or its queue was dropped.
    void removeWaiting(long chat) {
        waiting.remove(chat);
    }

    void clearWaiting() {
        waiting.clear();
    }

    /// @return null when no chat waits, or none may be admitted yet
    Long nextAdmitted() {
        return waiting.isEmpty() || !bulk.tryConsume(1) ? null : waiting.removeFirst();
    }

    /// Time until [#nextAdmitted] has a chat to return.
    ///
    /// @return null when no chat waits, or an alarm is already set
    Duration nextAlarmDelay() {
        if (alarmed || waiting.isEmpty()) {
            return null;
        }
        alarmed = true;
        return Duration.ofNanos(bulk.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    void alarmFired() {
        alarmed = false;
    }

    /// Records that the channel limited a message to this chat.
    void recordLimited(Chat chat, Duration pause, Instant now) {
        if (isGroup(chat)) {
            return;
        }
        limitedChats
                .values()
                .removeIf(one -> !one.at().plus(LIMITED_CHATS_WINDOW).isAfter(now));
        limitedChats.put(chat.id(), new LimitedChat(now, now.plus(pause)));
        if (limitedChats.size() < MIN_LIMITED_CHATS) {
            return;
        }
        Instant until = limitedChats.values().stream()
                .map(LimitedChat::until)
                .min(Instant::compareTo)
                .orElse(now);
        limitedChats.clear();
        if (until.isAfter(stoppedUntil)) {
            stoppedUntil = until;
            LOG.warn(
                    "delivery: {} limits the whole bot, nothing is sent for {} s",
                    chat.channel(),
                    Duration.between(now, until).toSeconds());
        }
    }

    /// Time before which nothing is sent.
    Instant pausedUntil(boolean notices) {
        return notices && !stoppedUntil.equals(Instant.MIN) ? stoppedUntil.plus(NOTICE_DELAY) : stoppedUntil;
    }

    /// Sets the number of nodes that share the channel.
    void setNodeCount(int live) {
        if (bulk != null && nodes != live) {
            nodes = live;
            long capacity = Math.max(1, limits.bulk() / live);
            bulk.replaceConfiguration(
                    BucketConfiguration.builder()
                            .addLimit(limit ->
                                    limit.capacity(capacity).refillGreedy(limits.bulk(), ONE_SECOND.multipliedBy(live)))
                            .build(),
                    TokensInheritanceStrategy.PROPORTIONALLY);
        }
    }
}
