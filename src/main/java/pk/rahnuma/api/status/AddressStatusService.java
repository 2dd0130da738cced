package pk.rahnuma.api.status;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import pk.rahnuma.api.limit.ApiRateLimiter;
import pk.rahnuma.api.response.ResponseDelayer;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.registration.overview.AddressLookupService;
import pk.rahnuma.registration.overview.AddressLookupService.AddressLookup;

/// Looks up the status of applications that have an address which the person of a chat has proved, by the last six
/// digits of a number in them.
@Singleton
public final class AddressStatusService {

    private final AddressLookupService lookups;
    private final ApiRateLimiter limiter;
    private final ResponseDelayer delayer;
    private final Clock clock;

    AddressStatusService(AddressLookupService lookups, ApiRateLimiter limiter, ResponseDelayer delayer, Clock clock) {
        this.lookups = lookups;
        this.limiter = limiter;
        this.delayer = delayer;
        this.clock = clock;
    }

    /// True when the person of a chat has proved an address.
    public boolean hasAddress(Chat chat) {
        return lookups.hasAddress(chat.conversation());
    }

    /// Looks up the applications. Digits that fit none, and an address that is in none, get the same result after the
    /// same time.
    ///
    /// @param now when the request was received
    /// @throws ApiException when there were too many look-ups from that network
    public CompletionStage<AddressLookup> lookUp(HttpRequest<?> request, Chat chat, String proof, Instant now) {
        limiter.checkStatusLookup(request);
        AddressLookup found = lookups.findApplications(chat.conversation(), proof, now);
        // The time counts from the beginning, so that it does not tell how long the look-up took.
        Duration left = Duration.between(clock.instant(), now.plus(found.held()));
        return delayer.delayResponse(found, left.isNegative() ? Duration.ZERO : left);
    }
}
