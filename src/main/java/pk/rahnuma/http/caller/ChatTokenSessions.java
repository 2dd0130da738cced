package pk.rahnuma.http.caller;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatTokenService;
import pk.rahnuma.person.signin.ChatDeviceService;
import pk.rahnuma.person.signin.DeviceSessionService;

/// Tokens that open chats: of a chat, of a device that is signed in, or the key of an organisation.
@Singleton
final class ChatTokenSessions {

    private final ChatTokenService chatTokens;
    private final ChatDeviceService chatDevices;
    private final DeviceSessionService deviceSessions;
    private final KeyAuthenticator keyAuthenticator;
    private final Clock clock;

    ChatTokenSessions(
            ChatTokenService chatTokens,
            ChatDeviceService chatDevices,
            DeviceSessionService deviceSessions,
            KeyAuthenticator keyAuthenticator,
            Clock clock) {
        this.chatTokens = chatTokens;
        this.chatDevices = chatDevices;
        this.deviceSessions = deviceSessions;
        this.keyAuthenticator = keyAuthenticator;
        this.clock = clock;
    }

    /// Finds the chat of a token, and records the use of a chat's own.
    ///
    /// @throws pk.rahnuma.http.ApiException when a key may not use the route
    Optional<Chat> findChat(String token, HttpRequest<?> request) {
        if (KeyAuthenticator.isKey(token)) {
            return keyAuthenticator.findChat(token, request);
        }
        if (DeviceSessionService.isAccessToken(token)) {
            return deviceSessions.findChat(token, clock.instant());
        }
        Optional<Chat> chat = findOpened(token);
        chat.ifPresent(found -> chatTokens.noteUse(ChatTokens.digestToken(token), clock.instant()));
        return chat;
    }

    /// Chat that its own token opens.
    Optional<Chat> findOpened(String token) {
        return chatTokens.findChat(ChatTokens.digestToken(token));
    }

    /// As [ChatAuthenticator#stillOpens].
    BooleanSupplier stillOpens(String token, Chat chat) {
        if (KeyAuthenticator.isKey(token)) {
            return () -> true;
        }
        return DeviceSessionService.isAccessToken(token)
                ? () -> deviceSessions.isSignedIn(token, chat.conversation())
                : () -> findOpened(token)
                        .filter(found -> found.conversation() == chat.conversation())
                        .isPresent();
    }

    /// Opens a chat with a token.
    Chat openChat(String token, String device, String site) {
        return chatTokens.openChat(ChatTokens.digestToken(token), device, site, clock.instant());
    }

    /// Replaces the token of a device.
    void replaceToken(Chat chat, String token, String device) {
        chatDevices.replaceToken(chat, ChatTokens.digestToken(token), device, clock.instant());
    }

    void revokeToken(Chat chat, byte[] tokenDigest) {
        chatDevices.revokeToken(chat, tokenDigest, clock.instant());
    }

    /// Signs a device out.
    void signOut(String accessToken) {
        deviceSessions.signOut(accessToken, clock.instant());
    }
}
