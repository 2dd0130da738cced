package pk.rahnuma.http.limit;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.RequestOrigin;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.person.signin.PersonSignInService;
import pk.rahnuma.shared.SandboxConfiguration;

/// Limits of all ways to sign in: requests of a network, and free disk space.
@Singleton
public final class SignInLimits {

    private static final Duration QUEUE_RETRY_DELAY = Duration.ofMinutes(1);

    private final ApiRateLimiter limiter;
    private final StorageLimits storage;
    private final SandboxConfiguration settings;
    private final PersonSignInService signIns;
    private final RequestOrigin origin;

    SignInLimits(
            ApiRateLimiter limiter,
            StorageLimits storage,
            SandboxConfiguration settings,
            PersonSignInService signIns,
            RequestOrigin origin) {
        this.limiter = limiter;
        this.storage = storage;
        this.settings = settings;
        this.signIns = signIns;
        this.origin = origin;
    }

    /// Network that a code is counted for.
    public String networkOf(HttpRequest<?> request) {
        return origin.clientNetwork(request);
    }

    /// Checks that a code could be sent, whatever its address: refused before the sign-in begins, the person can use
    /// another way.
    ///
    /// @throws ApiException when it could not
    public void checkCapacity(HttpRequest<?> request, IdentityKind kind) {
        switch (signIns.findCapacity(kind, networkOf(request))) {
            case AVAILABLE -> {}
            case QUEUE_FULL ->
                throw ApiException.retryLater(
                        ProblemDetail.Kind.UNAVAILABLE,
                        "Too many codes wait to be sent. Send the same again in a minute.",
                        QUEUE_RETRY_DELAY);
            case BUDGET_USED_UP ->
                throw ApiException.retryLater(
                        ProblemDetail.Kind.SMS_USED_UP,
                        "Sign in by `email` or `telegram`, or send the same tomorrow.",
                        signIns.untilNextSms());
        }
    }

    /// Counts a request that begins a sign-in.
    ///
    /// @throws ApiException when there were too many, or disk space is short
    public void checkStart(HttpRequest<?> request) {
        limiter.checkSignIn(request);
        storage.checkMessages();
    }

    /// Counts a code that is requested for an address. A sandbox sends none.
    ///
    /// @throws ApiException when the network of the request had too many for that address
    public void checkRecipient(HttpRequest<?> request, IdentityAddress recipient) {
        if (!settings.sandbox()) {
            limiter.checkRecipient(request, recipient.comparisonKey());
        }
    }

    /// Counts a request that completes a sign-in.
    ///
    /// @throws ApiException when there were too many, or disk space is short
    public void checkCodeTry(HttpRequest<?> request) {
        limiter.checkCodeTry(request);
        storage.checkMessages();
    }

    /// Counts a code that is typed, which could be right if its sign-in is open.
    ///
    /// @throws ApiException when there were too many
    public void checkTypedCode(HttpRequest<?> request, boolean open) {
        if (open) {
            limiter.checkOpenCodeTry(request);
        }
    }
}
