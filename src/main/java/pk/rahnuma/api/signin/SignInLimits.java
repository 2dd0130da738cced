package pk.rahnuma.api.signin;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import pk.rahnuma.api.limit.ApiRateLimiter;
import pk.rahnuma.api.limit.StorageLimits;
import pk.rahnuma.person.identity.IdentityAddress;
import pk.rahnuma.shared.SandboxConfiguration;

/// Limits of all ways to sign in: requests of a network, and free disk space.
@Singleton
public final class SignInLimits {

    private final ApiRateLimiter limiter;
    private final StorageLimits storage;
    private final SandboxConfiguration settings;

    SignInLimits(ApiRateLimiter limiter, StorageLimits storage, SandboxConfiguration settings) {
        this.limiter = limiter;
        this.storage = storage;
        this.settings = settings;
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
