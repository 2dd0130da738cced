package pk.rahnuma.web.signin;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.RequestOrigin;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.limit.ApiRateLimiter;
import pk.rahnuma.messaging.conversation.Chat;

/// Checks of the pages that carry a form elsewhere.
@Singleton
class LinkPageGuard {

    private final ChatAuthenticator authenticator;
    private final ApiRateLimiter limiter;

    LinkPageGuard(ChatAuthenticator authenticator, ApiRateLimiter limiter) {
        this.authenticator = authenticator;
        this.limiter = limiter;
    }

    /// Chat of a browser that looks at a page.
    ///
    /// @throws ApiException when it has none, or there were too many requests
    Chat requireReader(HttpRequest<?> request) {
        limiter.checkPublicRead(request);
        return requireOwner(request);
    }

    /// Chat of a browser that makes a link, or agrees.
    ///
    /// @throws ApiException when it has none, another site sent the request, or there were too many
    Chat requireMaker(HttpRequest<?> request) {
        RequestOrigin.requireSameSite(request);
        limiter.checkSignIn(request);
        return requireOwner(request);
    }

    /// Counts a request with a link.
    ///
    /// @throws ApiException when there were too many
    void checkLink(HttpRequest<?> request) {
        limiter.checkCodeTry(request);
    }

    /// An access token opens no other device: the chat's token would outlast it.
    private Chat requireOwner(HttpRequest<?> request) {
        if (authenticator.findAccessToken(request).isPresent()) {
            throw ApiException.ofKind(ProblemDetail.Kind.NOT_ALLOWED, "Sign in on the other device.");
        }
        return authenticator.findChat(request).orElseThrow(ChatAuthenticator::unknownToken);
    }
}
