package pk.rahnuma.api.joining;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import pk.rahnuma.api.problem.ApiException;
import pk.rahnuma.api.problem.ProblemDetail;
import pk.rahnuma.api.token.ChatAuthenticator;
import pk.rahnuma.messaging.chat.Chat;

/// Requires the access token of a device: the token of a chat lasts for years, may be copied, and should not decide to
/// whom an address belongs.
@Singleton
final class SignedInDevice {

    private final ChatAuthenticator callers;

    SignedInDevice(ChatAuthenticator callers) {
        this.callers = callers;
    }

    /// @throws ApiException when the request has no token, or that of a chat
    Chat requireDevice(HttpRequest<?> request) {
        Chat chat = callers.requireChat(request);
        if (callers.findAccessToken(request).isEmpty()) {
            throw ApiException.ofKind(ProblemDetail.Kind.NOT_ALLOWED, "Sign in on this device first.");
        }
        return chat;
    }
}
