package pk.rahnuma.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import pk.rahnuma.store.Ticks;

/// Keeps those who hurry too much from keeping the others waiting. In memory, for this process, and forgetful: the
/// least active of too many are let go.
@Singleton
final class Pace {

    private static final int REMEMBERED = 50_000;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    /// Chats of one address that may send files as fast as one may.
    private static final int NEIGHBOURS = 10;

    private final Cache<String, Bucket> openings = remembered();
    private final Cache<String, Bucket> messages = remembered();
    private final Cache<String, Bucket> uploads = remembered();
    private final ApiSettings settings;
    private final TimeMeter time;

    Pace(ApiSettings settings, Clock clock) {
        this.settings = settings;
        this.time = new Ticks(clock);
    }

    /// A chat is to be opened.
    ///
    /// @param address that the request came from
    /// @throws Refusal when there were too many
    void opening(String address) {
        take(
                openings,
                Origin.network(address),
                () -> Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(limit ->
                                limit.capacity(settings.getOpenings()).refillGreedy(settings.getOpenings(), HOUR))
                        .build());
    }

    /// Something is said in a chat.
    ///
    /// @param chat its address
    /// @throws Refusal when there were too many
    void message(String chat) {
        take(
                messages,
                chat,
                () -> Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(
                                limit -> limit.capacity(settings.getMessages()).refillGreedy(1, SECOND))
                        .build());
    }

    /// A file is sent in a chat.
    ///
    /// @param chat its address
    /// @param address that the request came from
    /// @throws Refusal when there were too many
    void upload(String chat, String address) {
        take(uploads, chat, () -> files(settings.getFiles()));
        take(uploads, Origin.network(address), () -> files(settings.getFiles() * NEIGHBOURS));
    }

    /// As many grow back in an hour.
    private Bucket files(int most) {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(most).refillGreedy(most, HOUR))
                .build();
    }

    private static void take(Cache<String, Bucket> buckets, String key, Supplier<Bucket> full) {
        ConsumptionProbe probe = buckets.get(key, unknown -> full.get()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw Refusal.later(
                    Problem.Kind.TOO_MANY,
                    "Wait a little, then send the same again.",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private static Cache<String, Bucket> remembered() {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(HOUR)
                .build();
    }
}
