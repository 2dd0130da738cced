package pk.rahnuma.http.limit;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import pk.rahnuma.http.ResponseDelayer;
import pk.rahnuma.registration.overview.ApplicationLookupService;

/// Looks up the status of an application for those who have its reference and a second proof, without a token.
@Singleton
public final class StatusLookupService {

    /// Maximum characters of a reference and of a proof, as typed.
    public static final int MAX_TEXT_LENGTH = 40;

    private final ApplicationLookupService lookups;
    private final ApiRateLimiter limiter;
    private final ResponseDelayer delayer;

    StatusLookupService(ApplicationLookupService lookups, ApiRateLimiter limiter, ResponseDelayer delayer) {
        this.lookups = lookups;
        this.limiter = limiter;
        this.delayer = delayer;
    }

    /// Counts a look-up, whatever was typed.
    ///
    /// @throws ApiException when there were too many from that address
    public void checkRate(HttpRequest<?> request) {
        limiter.checkStatusLookup(request);
    }

    /// Tells whether a text can be looked up as a reference or a proof.
    public static boolean isReadable(@Nullable String text) {
        return text != null && !text.isBlank() && text.length() <= MAX_TEXT_LENGTH;
    }

    /// Looks up an application. An unknown reference and a wrong proof get the same result after the same time, at
    /// least half a second; each failure doubles the time for that reference.
    ///
    /// @param now when the request was received
    public CompletionStage<ApplicationLookupService.LookupResult> lookUp(String reference, String proof, Instant now) {
        ApplicationLookupService.LookupResult result = lookups.lookUp(reference, proof, now);
        return delayer.delayResponse(result, now, result.held());
    }
}
