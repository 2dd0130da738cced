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
import pk.rahnuma.messaging.chat.Chat;

/// Holds what is sent on a channel to its [ChannelRateLimits]. Guarded by the lock of [SendQueues].
///
/// * One chat: each message takes a place, and waits until it comes.
/// * Bulk: a line of notices alone waits behind the others for its share of the node. Replies are neither held nor
/// counted:
///   what Telegram publishes is about bulk (core.telegram.org/bots/faq), and who speaks is answered at any load.
/// * A limit that is met all the same stops the chat that met it ([ChatSendQueue]). Telegram does not say whether it
///   meant the
/// chat
///   or the bot. One chat is kept within its limit here, so that several in a short time mean the bot: then everything
///   stops, for the shortest time that one of them was told; whoever was told more waits for that alone. Groups are not
///   counted, whose limit others share.
final class ChannelRateLimiter {

    /// Chats that were held back by the channel within [#LIMITED_CHATS_WINDOW], from which it is taken to mean the bot.
    static final int MIN_LIMITED_CHATS = 3;
    static final Duration LIMITED_CHATS_WINDOW = Duration.ofSeconds(10);
    /// How long notices wait after such a stop, so that replies go first.
    static final Duration NOTICE_DELAY = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(ChannelRateLimiter.class);
    /// A bucket that nobody asked for so long is full again.
    private static final Duration BUCKET_TTL = Duration.ofMinutes(2);
    private static final int MAX_BUCKETS = 50_000;
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private final ChannelRateLimits pace;
    private final Predicate<Chat> groups;
    private final TimeMeter time;
    private final Cache<Long, Bucket> chats = Caffeine.newBuilder()
            .maximumSize(MAX_BUCKETS)
            .expireAfterAccess(BUCKET_TTL)
            .executor(Runnable::run)
            .build();
    /// Null is without a limit.
    private final Bucket bulk;
    /// Chats whose lines wait for it, the longest first.
    private final SequencedSet<Long> waiting = new LinkedHashSet<>();
    private final Map<Long, LimitedChat> met = new HashMap<>();
    private Instant stoppedUntil = Instant.MIN;
    private int nodes = 1;
    private boolean alarmed;

    /// A limit that a chat met.
    private record LimitedChat(Instant at, Instant until) {}

    ChannelRateLimiter(MessageSender sender, TimeMeter time) {
        this.pace = sender.rateLimits();
        this.groups = sender::isGroup;
        this.time = time;
        this.bulk = pace.bulk() == 0
                ? null
                : Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(limit -> limit.capacity(pace.bulk()).refillGreedy(pace.bulk(), ONE_SECOND))
                        .build();
    }

    boolean isGroup(Chat chat) {
        return groups.test(chat);
    }

    /// Takes the next place of a chat.
    ///
    /// @return how long until it comes; zero is now
    Duration reserveSlot(Chat chat) {
        boolean group = isGroup(chat) && pace.group() > 0;
        if (pace.chat() == 0 && !group) {
            return Duration.ZERO;
        }
        Bucket bucket = chats.get(chat.id(), id -> fresh(group));
        return Duration.ofNanos(bucket.consumeIgnoringRateLimits(1));
    }

    private Bucket fresh(boolean group) {
        LocalBucketBuilder bucket = Bucket.builder().withCustomTimePrecision(time);
        if (pace.chat() > 0) {
            bucket.addLimit(limit -> limit.capacity(pace.burst()).refillGreedy(pace.chat(), ONE_SECOND));
        }
        if (group) {
            bucket.addLimit(limit -> limit.capacity(pace.group()).refillGreedy(pace.group(), Duration.ofMinutes(1)));
        }
        return bucket.build();
    }

    /// Whether a line of notices goes now; else it waits here, and [#nextAdmitted] names it when its turn has come.
    boolean tryAdmit(long chat) {
        if (bulk == null || waiting.isEmpty() && bulk.tryConsume(1)) {
            return true;
        }
        waiting.add(chat);
        return false;
    }

    /// It waits no more: a reply came behind its notices, or it is gone.
    void removeWaiting(long chat) {
        waiting.remove(chat);
    }

    void clearWaiting() {
        waiting.clear();
    }

    /// @return null when nobody waits, or it is nobody's turn yet
    Long nextAdmitted() {
        return waiting.isEmpty() || !bulk.tryConsume(1) ? null : waiting.removeFirst();
    }

    /// How long until [#nextAdmitted] has one to name.
    ///
    /// @return null when nobody waits, or an alarm is set already
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

    /// The channel held back a message to this chat.
    void recordLimited(Chat chat, Duration pause, Instant now) {
        if (isGroup(chat)) {
            return;
        }
        met.values().removeIf(one -> !one.at().plus(LIMITED_CHATS_WINDOW).isAfter(now));
        met.put(chat.id(), new LimitedChat(now, now.plus(pause)));
        if (met.size() < MIN_LIMITED_CHATS) {
            return;
        }
        Instant until = met.values().stream()
                .map(LimitedChat::until)
                .min(Instant::compareTo)
                .orElse(now);
        met.clear();
        if (until.isAfter(stoppedUntil)) {
            stoppedUntil = until;
            LOG.warn(
                    "{} holds the whole desk back for {} s",
                    chat.channel(),
                    Duration.between(now, until).toSeconds());
        }
    }

    /// Before which nothing is sent.
    Instant pausedUntil(boolean notices) {
        return notices && !stoppedUntil.equals(Instant.MIN) ? stoppedUntil.plus(NOTICE_DELAY) : stoppedUntil;
    }

    /// So many nodes share the channel.
    void setNodeCount(int live) {
        if (bulk != null && nodes != live) {
            nodes = live;
            long capacity = Math.max(1, pace.bulk() / live);
            bulk.replaceConfiguration(
                    BucketConfiguration.builder()
                            .addLimit(limit ->
                                    limit.capacity(capacity).refillGreedy(pace.bulk(), ONE_SECOND.multipliedBy(live)))
                            .build(),
                    TokensInheritanceStrategy.PROPORTIONALLY);
        }
    }
}
