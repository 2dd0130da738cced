package pk.rahnuma.api.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerRequestContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import pk.rahnuma.api.http.ApiConfiguration;
import pk.rahnuma.api.http.RequestOrigin;
import pk.rahnuma.api.problem.ApiException;
import pk.rahnuma.api.problem.ProblemDetail;
import pk.rahnuma.shared.ClockTimeMeter;
import pk.rahnuma.shared.NetworkPrefix;
import pk.rahnuma.shared.network.NetworkSite;

/// Limits how fast clients open chats, sign in, send messages and upload files. Chats are opened by network and in
/// total; messages and files are limited by chat, and per day also by network and in total. Counters are in memory, for
/// this process; the least active ones are evicted when there are too many.
///
/// A network is an address of IPv4 or a /64 of IPv6; the networks of a /48 together have four times as much as one
/// ([NetworkRateLimit]). The limits of all together keep something for those that used little and for callers who are
/// signed in ([SharedRateLimit]).
///
/// The response tells what is left of the closest limit ([RateLimitHeadersFilter]), and nothing of those that a client
/// shares with others, unless it has no chat.
@Singleton
public final class ApiRateLimiter {

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

    private final NetworkRateLimit openings;
    private final NetworkRateLimit publicReads;
    private final NetworkRateLimit statusLookups;
    private final NetworkRateLimit signIns;
    private final NetworkRateLimit codeTries;
    private final NetworkRateLimit networkMessages;
    private final NetworkRateLimit networkUploads;
    private final NetworkRateLimit networkFileBytes;
    private final LimitPolicy contentReadPolicy;
    private final LimitPolicy keyPolicy;
    private final LimitPolicy messagePolicy;
    private final LimitPolicy uploadPolicy;
    private final ClientBuckets contentReads;
    private final ClientBuckets recipients;
    private final ClientBuckets keyRequests;
    private final ClientBuckets messages;
    private final ClientBuckets uploads;
    private final ClientBuckets fileBytes;
    private final SharedRateLimit allOpenings;
    private final SharedRateLimit allSignIns;
    private final SharedRateLimit allCodeTries;
    private final SharedRateLimit allMessages;
    private final SharedRateLimit allKeyRequests;
    private final SharedRateLimit allFileBytes;
    private final RequestOrigin origin;
    private final KnownCallerFinder knownCallers;

    ApiRateLimiter(ApiConfiguration settings, RequestOrigin origin, KnownCallerFinder knownCallers, Clock clock) {
        this.origin = origin;
        this.knownCallers = knownCallers;
        TimeMeter time = new ClockTimeMeter(clock);
        this.openings = new NetworkRateLimit(new LimitPolicy("chats", settings.openings(), TEN_MINUTES), time);
        this.publicReads = new NetworkRateLimit(new LimitPolicy("public", settings.publicReads(), MINUTE), time);
        this.statusLookups =
                new NetworkRateLimit(new LimitPolicy("status", settings.statusLookups(), TEN_MINUTES), time);
        this.signIns = new NetworkRateLimit(new LimitPolicy("sign-in", settings.signIns(), TEN_MINUTES), time);
        this.codeTries = new NetworkRateLimit(new LimitPolicy("codes", settings.signIns(), TEN_MINUTES), time);
        this.networkMessages =
                new NetworkRateLimit(new LimitPolicy("messages", settings.dailyMessagesPerAddress(), DAY), time);
        this.networkUploads = new NetworkRateLimit(
                new LimitPolicy("files", (long) settings.files() * UPLOAD_CHATS_PER_ADDRESS, HOUR), time);
        this.networkFileBytes =
                new NetworkRateLimit(new LimitPolicy("bytes", settings.dailyFileBytesPerAddress(), DAY), time);
        this.contentReadPolicy = new LimitPolicy("reads", settings.publicReads(), MINUTE);
        this.keyPolicy = new LimitPolicy("key", settings.keyRequests(), MINUTE);
        this.messagePolicy = new LimitPolicy("messages", settings.messages(), SECOND.multipliedBy(settings.messages()));
        this.uploadPolicy = new LimitPolicy("files", settings.files(), HOUR);
        this.contentReads = new ClientBuckets(() -> contentReadPolicy.createBucket(time));
        this.recipients = new ClientBuckets(() -> bucketOfRecipient(time));
        this.keyRequests = new ClientBuckets(() -> keyPolicy.createBucket(time));
        this.messages = new ClientBuckets(() -> bucketOfChat(settings, time));
        this.uploads = new ClientBuckets(() -> uploadPolicy.createBucket(time));
        LimitPolicy bytesOfChat = new LimitPolicy("bytes", settings.dailyFileBytes(), DAY);
        this.fileBytes = new ClientBuckets(() -> bytesOfChat.createBucket(time));
        this.allOpenings = new SharedRateLimit(settings.allOpenings(), TEN_MINUTES, clock);
        this.allSignIns = new SharedRateLimit((long) settings.signIns() * SIGN_IN_ADDRESSES, TEN_MINUTES, clock);
        this.allCodeTries = new SharedRateLimit((long) settings.signIns() * SIGN_IN_ADDRESSES, TEN_MINUTES, clock);
        this.allMessages = new SharedRateLimit(settings.dailyMessagesOfAll(), DAY, clock);
        this.allKeyRequests = new SharedRateLimit(settings.dailyMessagesOfAll(), DAY, clock);
        this.allFileBytes = new SharedRateLimit(settings.dailyFileBytesOfAll(), DAY, clock);
    }

    private static Bucket bucketOfRecipient(TimeMeter time) {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(
                        limit -> limit.capacity(SIGN_INS_PER_RECIPIENT).refillGreedy(DAILY_SIGN_INS_PER_RECIPIENT, DAY))
                .build();
    }

    private static Bucket bucketOfChat(ApiConfiguration settings, TimeMeter time) {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(settings.messages()).refillGreedy(1, SECOND))
                .addLimit(limit -> limit.capacity(settings.dailyMessages()).refillGreedy(settings.dailyMessages(), DAY))
                .build();
    }

    /// Counts the opening of a chat.
    ///
    /// @throws ApiException when there were too many
    public void checkChatOpening(HttpRequest<?> request) {
        String network = networkOf(request);
        takeNoted(openings, network);
        takeShared(allOpenings, network, 1);
    }

    /// Counts a message of a chat.
    ///
    /// @param chat its address
    /// @throws ApiException when there were too many
    public void checkMessage(String chat, HttpRequest<?> request) {
        String network = networkOf(request);
        takeNoted(messages.findBucket(chat), messagePolicy);
        require(networkMessages.take(network, 1));
        takeShared(allMessages, network, 1);
    }

    /// Counts a request with the key of an organisation.
    ///
    /// @param key its id
    /// @throws ApiException when there were too many
    public void checkKey(String key) {
        takeNoted(keyRequests.findBucket(key), keyPolicy);
        require(allKeyRequests.take(key, 1, () -> Optional.of(key)));
    }

    /// Counts a request that reads public content, or exchanges a token.
    ///
    /// @throws ApiException when there were too many
    public void checkPublicRead(HttpRequest<?> request) {
        takeNoted(publicReads, networkOf(request));
    }

    /// Counts a request that reads messages or files of a chat: as many as a network may read of public content, since
    /// a page that opens loads many pictures.
    ///
    /// @param chat its address
    /// @throws ApiException when there were too many
    public void checkContentRead(String chat) {
        takeNoted(contentReads.findBucket(chat), contentReadPolicy);
    }

    /// Counts a look-up of a status without a token.
    ///
    /// @throws ApiException when there were too many
    public void checkStatusLookup(HttpRequest<?> request) {
        takeNoted(statusLookups, networkOf(request));
    }

    /// Counts a sign-in that begins.
    ///
    /// @throws ApiException when there were too many
    public void checkSignIn(HttpRequest<?> request) {
        String network = networkOf(request);
        takeNoted(signIns, network);
        takeShared(allSignIns, network, 1);
    }

    /// Counts a code that a network requests for an address.
    ///
    /// @param recipient e-mail address or mobile number, the same text for the same one
    /// @throws ApiException when there were too many
    public void checkRecipient(HttpRequest<?> request, String recipient) {
        // By site: otherwise one customer of a provider used up all codes of another person.
        take(recipients.findBucket(NetworkSite.siteOf(networkOf(request)) + " " + recipient), 1);
    }

    /// Counts a try of a code.
    ///
    /// @throws ApiException when there were too many
    public void checkCodeTry(HttpRequest<?> request) {
        takeNoted(codeTries, networkOf(request));
    }

    /// Counts a try of a code that could be right, for all networks together. Tries of a sign-in that was made up do
    /// not count, so that they do not keep others from signing in.
    ///
    /// @throws ApiException when there were too many
    public void checkOpenCodeTry(HttpRequest<?> request) {
        takeShared(allCodeTries, networkOf(request), 1);
    }

    private String networkOf(HttpRequest<?> request) {
        return origin.clientNetwork(request);
    }

    /// Counts a file of a chat.
    ///
    /// @param chat its address
    /// @param address that the request came from
    /// @throws ApiException when there were too many
    public void checkUpload(String chat, String address) {
        takeNoted(uploads.findBucket(chat), uploadPolicy);
        require(networkUploads.take(NetworkPrefix.prefixOf(address), 1));
    }

    /// Counts received bytes of a file.
    ///
    /// @throws ApiException when there were too many
    public void checkUploadBytes(String chat, String address, int bytes) {
        int counted = Math.max(1, bytes);
        String network = NetworkPrefix.prefixOf(address);
        take(fileBytes.findBucket(chat), counted);
        require(networkFileBytes.take(network, counted));
        takeShared(allFileBytes, network, counted);
    }

    private void takeShared(SharedRateLimit limit, String network, long amount) {
        require(limit.take(
                network, amount, () -> ServerRequestContext.currentRequest().flatMap(knownCallers::findKnownCaller)));
    }

    private static void takeNoted(NetworkRateLimit limit, String network) {
        Duration pause = limit.take(network, 1);
        limit.findPresent(network).ifPresent(bucket -> noteState(bucket, limit.policy()));
        require(pause);
    }

    private static void takeNoted(Bucket bucket, LimitPolicy policy) {
        try {
            take(bucket, 1);
        } finally {
            noteState(bucket, policy);
        }
    }

    private static void noteState(Bucket bucket, LimitPolicy policy) {
        long remaining = bucket.getAvailableTokens();
        RateLimitHeadersFilter.noteState(new RateLimitHeadersFilter.LimitState(
                policy.name(),
                policy.quota(),
                policy.window(),
                remaining,
                Duration.ofNanos(bucket.estimateAbilityToConsume(remaining + 1).getNanosToWaitForRefill())));
    }

    private static void take(Bucket bucket, int count) {
        require(Duration.ofNanos(bucket.tryConsumeAndReturnRemaining(count).getNanosToWaitForRefill()));
    }

    /// @param pause until there will be enough; zero when there is
    private static void require(Duration pause) {
        if (!pause.isZero()) {
            throw ApiException.retryLater(
                    ProblemDetail.Kind.TOO_MANY, "Wait a little, then send the same again.", pause);
        }
    }
}
