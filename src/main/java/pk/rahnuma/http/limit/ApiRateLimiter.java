package pk.rahnuma.http.limit;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerRequestContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.http.ApiConfiguration;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.RequestOrigin;
import pk.rahnuma.shared.NetworkPrefix;
import pk.rahnuma.shared.NetworkSite;

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

    private final Map<RequestLimit, RateLimit> limits = new EnumMap<>(RequestLimit.class);
    private final RequestOrigin origin;
    private final KnownCallerFinder knownCallers;

    ApiRateLimiter(ApiConfiguration settings, RequestOrigin origin, KnownCallerFinder knownCallers, Clock clock) {
        this.origin = origin;
        this.knownCallers = knownCallers;
        for (RequestLimit limit : RequestLimit.values()) {
            limits.put(limit, limit.createLimit(settings, clock));
        }
    }

    /// Counts the opening of a chat.
    ///
    /// @throws ApiException when there were too many
    public void checkChatOpening(HttpRequest<?> request) {
        String network = networkOf(request);
        takeNoted(RequestLimit.OPENINGS, network);
        take(RequestLimit.OPENINGS_OF_ALL, network, 1);
    }

    /// Counts a message of a chat.
    ///
    /// @param chat its address
    /// @throws ApiException when there were too many
    public void checkMessage(String chat, HttpRequest<?> request) {
        String network = networkOf(request);
        takeNoted(RequestLimit.MESSAGES, chat);
        takeNoted(RequestLimit.DAILY_MESSAGES, chat);
        take(RequestLimit.MESSAGES_OF_NETWORK, network, 1);
        take(RequestLimit.MESSAGES_OF_ALL, network, 1);
    }

    /// Counts a request with the key of an organisation.
    ///
    /// @param key its id
    /// @throws ApiException when there were too many
    public void checkKey(String key) {
        takeNoted(RequestLimit.KEY_REQUESTS, key);
        require(limits.get(RequestLimit.KEY_REQUESTS_OF_ALL).take(key, 1, () -> Optional.of(key)));
    }

    /// Counts a request that reads public content, or exchanges a token.
    ///
    /// @throws ApiException when there were too many
    public void checkPublicRead(HttpRequest<?> request) {
        takeNoted(RequestLimit.PUBLIC_READS, networkOf(request));
    }

    /// Counts a request that reads messages or files of a chat.
    ///
    /// @param chat its address
    /// @throws ApiException when there were too many
    public void checkContentRead(String chat) {
        takeNoted(RequestLimit.CONTENT_READS, chat);
    }

    /// Counts a look-up of a status without a token.
    ///
    /// @throws ApiException when there were too many
    public void checkStatusLookup(HttpRequest<?> request) {
        takeNoted(RequestLimit.STATUS_LOOKUPS, networkOf(request));
    }

    /// Counts a sign-in that begins.
    ///
    /// @throws ApiException when there were too many
    public void checkSignIn(HttpRequest<?> request) {
        String network = networkOf(request);
        takeNoted(RequestLimit.SIGN_INS, network);
        take(RequestLimit.SIGN_INS_OF_ALL, network, 1);
    }

    /// Counts a code that a network requests for an address.
    ///
    /// @param recipient e-mail address or mobile number, the same text for the same one
    /// @throws ApiException when there were too many
    public void checkRecipient(HttpRequest<?> request, String recipient) {
        // By site: otherwise one customer of a provider used up all codes of another person.
        take(RequestLimit.SIGN_INS_OF_RECIPIENT, NetworkSite.siteOf(networkOf(request)) + " " + recipient, 1);
    }

    /// Counts a try of a code.
    ///
    /// @throws ApiException when there were too many
    public void checkCodeTry(HttpRequest<?> request) {
        takeNoted(RequestLimit.CODE_TRIES, networkOf(request));
    }

    /// Counts a try of a code that could be right, for all networks together. Tries of a sign-in that was made up do
    /// not count, so that they do not keep others from signing in.
    ///
    /// @throws ApiException when there were too many
    public void checkOpenCodeTry(HttpRequest<?> request) {
        take(RequestLimit.CODE_TRIES_OF_ALL, networkOf(request), 1);
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
        takeNoted(RequestLimit.FILES, chat);
        take(RequestLimit.FILES_OF_NETWORK, NetworkPrefix.prefixOf(address), 1);
    }

    /// Counts received bytes of a file.
    ///
    /// @throws ApiException when there were too many
    public void checkUploadBytes(String chat, String address, int bytes) {
        int counted = Math.max(1, bytes);
        String network = NetworkPrefix.prefixOf(address);
        take(RequestLimit.FILE_BYTES, chat, counted);
        take(RequestLimit.FILE_BYTES_OF_NETWORK, network, counted);
        take(RequestLimit.FILE_BYTES_OF_ALL, network, counted);
    }

    /// Takes one, and notes what is left for the response.
    private void takeNoted(RequestLimit limit, String key) {
        try {
            take(limit, key, 1);
        } finally {
            limits.get(limit).findState(key).ifPresent(RateLimitHeadersFilter::noteState);
        }
    }

    private void take(RequestLimit limit, String key, long amount) {
        require(limits.get(limit)
                .take(key, amount, () -> ServerRequestContext.currentRequest().flatMap(knownCallers::findKnownCaller)));
    }

    /// @param pause until there will be enough; zero when there is
    private static void require(Duration pause) {
        if (!pause.isZero()) {
            throw ApiException.retryLater(
                    ProblemDetail.Kind.TOO_MANY, "Wait a little, then send the same again.", pause);
        }
    }
}
