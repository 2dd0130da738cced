package pk.rahnuma.api.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import pk.rahnuma.api.http.ApiConfiguration;
import pk.rahnuma.api.http.RequestOrigin;
import pk.rahnuma.api.problem.ApiException;
import pk.rahnuma.api.problem.ProblemDetail;
import pk.rahnuma.shared.ClockTimeMeter;

/// Limits how fast clients open chats, sign in, send messages and upload files. Chats are opened by address and in
/// total; messages and files are limited by chat, and per day also by address and in total. Counters are in memory, for
/// this process; the least active ones are evicted when there are too many.
///
/// The response tells what is left of the closest limit ([RateLimitHeadersFilter]), and nothing of those that a client
/// shares with others, unless it has no chat.
@Singleton
public final class ApiRateLimiter {

    static final int MAX_BUCKETS = 50_000;

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    /// Number of chats of one address that may send files at full rate: thousands of phones can share the address of
    /// their carrier, and few people send more than five files.
    private static final int UPLOAD_CHATS_PER_ADDRESS = 100;

    private static final int SIGN_IN_ADDRESSES = 10;

    /// Sign-ins that a network begins at once for one e-mail address or mobile number. With those of a day they are
    /// fewer than the codes that the address gets, so that no network uses up the codes of another person.
    static final int SIGN_INS_PER_RECIPIENT = 4;

    /// Sign-ins of a network for one e-mail address or mobile number that grow back in a day.
    static final int DAILY_SIGN_INS_PER_RECIPIENT = 3;

    private final Cache<String, Bucket> openings = remembered();
    private final Cache<String, Bucket> publicReads = remembered();
    private final Cache<String, Bucket> contentReads = remembered();
    private final Cache<String, Bucket> statusLookups = remembered();
    private final Cache<String, Bucket> signIns = remembered();
    private final Cache<String, Bucket> recipients = remembered();
    private final Cache<String, Bucket> codeTries = remembered();
    private final Cache<String, Bucket> keyRequests = remembered();
    private final Cache<String, Bucket> messages = remembered();
    private final Cache<String, Bucket> uploads = remembered();
    private final Cache<String, Bucket> networkMessages = remembered();
    private final Cache<String, Bucket> fileBytes = remembered();
    private final Bucket allOpenings;
    private final Bucket allSignIns;
    private final Bucket allCodeTries;
    private final Bucket allMessages;
    private final Bucket allFileBytes;
    private final ApiConfiguration settings;
    private final RequestOrigin origin;
    private final TimeMeter time;

    ApiRateLimiter(ApiConfiguration settings, RequestOrigin origin, Clock clock) {
        this.settings = settings;
        this.origin = origin;
        this.time = new ClockTimeMeter(clock);
        this.allOpenings = bucket(settings.allOpenings(), TEN_MINUTES);
        this.allSignIns = bucket((long) settings.signIns() * SIGN_IN_ADDRESSES, TEN_MINUTES);
        this.allCodeTries = bucket((long) settings.signIns() * SIGN_IN_ADDRESSES, TEN_MINUTES);
        this.allMessages = bucket(settings.dailyMessagesOfAll(), DAY);
        this.allFileBytes = bucket(settings.dailyFileBytesOfAll(), DAY);
    }

    /// Counts the opening of a chat.
    ///
    /// @throws ApiException when there were too many
    public void checkChatOpening(HttpRequest<?> request) {
        take(openings, networkOf(request), new LimitPolicy("chats", settings.openings(), TEN_MINUTES));
        take(allOpenings, 1);
    }

    /// Counts a message of a chat.
    ///
    /// @param chat its address
    /// @throws ApiException when there were too many
    public void checkMessage(String chat, HttpRequest<?> request) {
        takeOne(
                messages.get(chat, unknown -> messagesOfChat()),
                new LimitPolicy("messages", settings.messages(), SECOND.multipliedBy(settings.messages())));
        take(networkMessages, networkOf(request), 1, () -> bucket(settings.dailyMessagesPerAddress(), DAY));
        take(allMessages, 1);
    }

    /// Counts a request with the key of an organisation.
    ///
    /// @param key its id
    /// @throws ApiException when there were too many
    public void checkKey(String key) {
        take(keyRequests, key, new LimitPolicy("key", settings.keyRequests(), MINUTE));
        take(allMessages, 1);
    }

    /// Counts a request that reads public content, or exchanges a token.
    ///
    /// @throws ApiException when there were too many
    public void checkPublicRead(HttpRequest<?> request) {
        take(publicReads, networkOf(request), new LimitPolicy("public", settings.publicReads(), MINUTE));
    }

    /// Counts a request that reads messages or files of a chat: as many as a network may read of public content, since
    /// a page that opens loads many pictures.
    ///
    /// @param chat its address
    /// @throws ApiException when there were too many
    public void checkContentRead(String chat) {
        take(contentReads, chat, new LimitPolicy("reads", settings.publicReads(), MINUTE));
    }

    /// Counts a look-up of a status without a token.
    ///
    /// @throws ApiException when there were too many
    public void checkStatusLookup(HttpRequest<?> request) {
        take(statusLookups, networkOf(request), new LimitPolicy("status", settings.statusLookups(), TEN_MINUTES));
    }

    /// Counts a sign-in that begins.
    ///
    /// @throws ApiException when there were too many
    public void checkSignIn(HttpRequest<?> request) {
        take(signIns, networkOf(request), new LimitPolicy("sign-in", settings.signIns(), TEN_MINUTES));
        take(allSignIns, 1);
    }

    /// Counts a code that a network requests for an address.
    ///
    /// @param recipient e-mail address or mobile number, the same text for the same one
    /// @throws ApiException when there were too many
    public void checkRecipient(HttpRequest<?> request, String recipient) {
        take(
                recipients,
                networkOf(request) + " " + recipient,
                1,
                () -> Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(limit ->
                                limit.capacity(SIGN_INS_PER_RECIPIENT).refillGreedy(DAILY_SIGN_INS_PER_RECIPIENT, DAY))
                        .build());
    }

    /// Counts a try of a code.
    ///
    /// @throws ApiException when there were too many
    public void checkCodeTry(HttpRequest<?> request) {
        take(codeTries, networkOf(request), new LimitPolicy("codes", settings.signIns(), TEN_MINUTES));
    }

    /// Counts a try of a code that could be right, for all networks together. Tries of a sign-in that was made up do
    /// not
    /// count, so that they do not keep others from signing in.
    ///
    /// @throws ApiException when there were too many
    public void checkOpenCodeTry() {
        take(allCodeTries, 1);
    }

    private String networkOf(HttpRequest<?> request) {
        return RequestOrigin.networkPrefix(origin.clientAddress(request));
    }

    private Bucket messagesOfChat() {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(settings.messages()).refillGreedy(1, SECOND))
                .addLimit(limit -> limit.capacity(settings.dailyMessages()).refillGreedy(settings.dailyMessages(), DAY))
                .build();
    }

    /// Counts a file of a chat.
    ///
    /// @param chat its address
    /// @param address that the request came from
    /// @throws ApiException when there were too many
    public void checkUpload(String chat, String address) {
        take(uploads, chat, new LimitPolicy("files", settings.files(), HOUR));
        take(
                uploads,
                RequestOrigin.networkPrefix(address),
                1,
                () -> bucket(settings.files() * UPLOAD_CHATS_PER_ADDRESS, HOUR));
    }

    /// Counts received bytes of a file.
    ///
    /// @throws ApiException when there were too many
    public void checkUploadBytes(String chat, String address, int bytes) {
        int counted = Math.max(1, bytes);
        take(fileBytes, chat, counted, () -> bucket(settings.dailyFileBytes(), DAY));
        take(
                fileBytes,
                RequestOrigin.networkPrefix(address),
                counted,
                () -> bucket(settings.dailyFileBytesPerAddress(), DAY));
        take(allFileBytes, counted);
    }

    /// Bucket that is refilled completely in this time.
    private Bucket bucket(long most, Duration time) {
        return Bucket.builder()
                .withCustomTimePrecision(this.time)
                .addLimit(limit -> limit.capacity(most).refillGreedy(most, time))
                .build();
    }

    /// Limit whose state the response tells.
    private record LimitPolicy(String name, long quota, Duration window) {}

    private void take(Cache<String, Bucket> buckets, String key, LimitPolicy policy) {
        takeOne(buckets.get(key, unknown -> bucket(policy.quota(), policy.window())), policy);
    }

    private static void takeOne(Bucket bucket, LimitPolicy policy) {
        try {
            take(bucket, 1);
        } finally {
            long remaining = bucket.getAvailableTokens();
            RateLimitHeadersFilter.noteState(new RateLimitHeadersFilter.LimitState(
                    policy.name(),
                    policy.quota(),
                    policy.window(),
                    remaining,
                    Duration.ofNanos(
                            bucket.estimateAbilityToConsume(remaining + 1).getNanosToWaitForRefill())));
        }
    }

    private static void take(Cache<String, Bucket> buckets, String key, int count, Supplier<Bucket> full) {
        take(buckets.get(key, unknown -> full.get()), count);
    }

    private static void take(Bucket bucket, int count) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(count);
        if (!probe.isConsumed()) {
            throw ApiException.retryLater(
                    ProblemDetail.Kind.TOO_MANY,
                    "Wait a little, then send the same again.",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private static Cache<String, Bucket> remembered() {
        return Caffeine.newBuilder()
                .maximumSize(MAX_BUCKETS)
                .expireAfterAccess(DAY)
                .build();
    }
}
