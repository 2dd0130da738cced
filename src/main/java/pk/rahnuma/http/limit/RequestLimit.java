package pk.rahnuma.http.limit;

import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToLongFunction;
import pk.rahnuma.http.ApiConfiguration;
import pk.rahnuma.shared.ClockTimeMeter;

/// Rate limits of requests: what each counts by, the name that responses give it, its quota, and the minutes in which
/// the whole quota grows back.
enum RequestLimit {
    OPENINGS(Scope.NETWORK, "chats", ApiConfiguration::openings, 10),
    OPENINGS_OF_ALL(Scope.ALL, "chats", ApiConfiguration::allOpenings, 10),
    PUBLIC_READS(Scope.NETWORK, "public", ApiConfiguration::publicReads, 1),
    /// As many as a network may read of public content, since a page that opens loads many pictures.
    CONTENT_READS(Scope.CLIENT, "reads", ApiConfiguration::publicReads, 1),
    STATUS_LOOKUPS(Scope.NETWORK, "status", ApiConfiguration::statusLookups, 10),
    SIGN_INS(Scope.NETWORK, "sign-in", ApiConfiguration::signIns, 10),
    SIGN_INS_OF_ALL(Scope.ALL, "sign-in", settings -> 10L * settings.signIns(), 10),
    /// Those of one network for one e-mail address or mobile number. With those of a day they are fewer than the codes
    /// that the address gets, so that no network uses up the codes of another person.
    SIGN_INS_OF_RECIPIENT(
            Scope.CLIENT,
            "recipient",
            settings -> RequestLimit.SIGN_INS_PER_RECIPIENT,
            24 * 60 * RequestLimit.SIGN_INS_PER_RECIPIENT / RequestLimit.DAILY_SIGN_INS_PER_RECIPIENT),
    CODE_TRIES(Scope.NETWORK, "codes", ApiConfiguration::signIns, 10),
    CODE_TRIES_OF_ALL(Scope.ALL, "codes", settings -> 10L * settings.signIns(), 10),
    KEY_REQUESTS(Scope.CLIENT, "key", ApiConfiguration::keyRequests, 1),
    KEY_REQUESTS_OF_ALL(Scope.ALL, "key", ApiConfiguration::dailyMessagesOfAll, 24 * 60),
    /// One grows back in a second.
    MESSAGES(Scope.CLIENT, "messages", ApiConfiguration::messages, 0),
    DAILY_MESSAGES(Scope.CLIENT, "messages", ApiConfiguration::dailyMessages, 24 * 60),
    MESSAGES_OF_NETWORK(Scope.NETWORK, "messages", ApiConfiguration::dailyMessagesPerAddress, 24 * 60),
    MESSAGES_OF_ALL(Scope.ALL, "messages", ApiConfiguration::dailyMessagesOfAll, 24 * 60),
    FILES(Scope.CLIENT, "files", ApiConfiguration::files, 60),
    /// A hundred chats of one address may send files at full rate: thousands of phones can share the address of their
    /// carrier, and few people send more than five files.
    FILES_OF_NETWORK(Scope.NETWORK, "files", settings -> 100L * settings.files(), 60),
    FILE_BYTES(Scope.CLIENT, "bytes", ApiConfiguration::dailyFileBytes, 24 * 60),
    FILE_BYTES_OF_NETWORK(Scope.NETWORK, "bytes", ApiConfiguration::dailyFileBytesPerAddress, 24 * 60),
    FILE_BYTES_OF_ALL(Scope.ALL, "bytes", ApiConfiguration::dailyFileBytesOfAll, 24 * 60);

    static final int SIGN_INS_PER_RECIPIENT = 4;
    static final int DAILY_SIGN_INS_PER_RECIPIENT = 3;

    private enum Scope {
        /// A chat, a key or a recipient.
        CLIENT,
        /// An address of IPv4 or a /64 of IPv6.
        NETWORK,
        ALL
    }

    private final Scope scope;
    private final String policyName;
    private final ToLongFunction<ApiConfiguration> quota;
    private final int minutes;

    RequestLimit(Scope scope, String policyName, ToLongFunction<ApiConfiguration> quota, int minutes) {
        this.scope = scope;
        this.policyName = policyName;
        this.quota = quota;
        this.minutes = minutes;
    }

    /// Creates the limit with the quota of these settings, of which nothing is used.
    RateLimit createLimit(ApiConfiguration settings, Clock clock) {
        long allowed = quota.applyAsLong(settings);
        Duration window = minutes == 0 ? Duration.ofSeconds(allowed) : Duration.ofMinutes(minutes);
        LimitPolicy policy = new LimitPolicy(policyName, allowed, window);
        TimeMeter time = new ClockTimeMeter(clock);
        return switch (scope) {
            case CLIENT -> new ClientRateLimit(policy, time);
            case NETWORK -> new NetworkRateLimit(policy, time);
            case ALL -> new SharedRateLimit(allowed, window, clock);
        };
    }
}
