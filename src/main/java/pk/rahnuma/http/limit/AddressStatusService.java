package pk.rahnuma.http.limit;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import pk.rahnuma.http.ResponseDelayer;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.registration.overview.AddressLookupService;
import pk.rahnuma.registration.overview.AddressLookupService.AddressLookup;

/// Looks up the status of applications that have an address which the person of a chat has proved, by the last six
/// digits of a number in them.
@Singleton
public final class AddressStatusService {

    private final AddressLookupService lookups;
    private final ApiRateLimiter limiter;
    private final ResponseDelayer delayer;

    AddressStatusService(AddressLookupService lookups, ApiRateLimiter limiter, ResponseDelayer delayer) {
        this.lookups = lookups;
        this.limiter = limiter;
        this.delayer = delayer;
    }

    /// Looks up the applications. Digits that fit none, and an address that is in none, get the same result after the
    /// same time.
    ///
    /// @param now when the request was received
    /// @throws ApiException when there were too many look-ups from that network
    public CompletionStage<AddressLookup> lookUp(HttpRequest<?> request, Chat chat, String proof, Instant now) {
        limiter.checkStatusLookup(request);
        AddressLookup found = lookups.findApplications(chat.conversation(), proof, now);
        return delayer.delayResponse(found, now, found.held());
    }
}
