package pk.rahnuma.http.caller;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import pk.rahnuma.http.RequestOrigin;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.signin.DeviceSessionService;

/// Reads the token of a request: from its header, which takes precedence, or else from the cookie of a browser, of the
/// pages within Telegram, or of the widget.
@Singleton
public final class RequestTokenReader {

    private static final String BEARER_PREFIX = "bearer ";

    private final RequestOrigin origin;
    private final TelegramAppSession telegramApp;
    private final WidgetCookie widget;

    RequestTokenReader(RequestOrigin origin, TelegramAppSession telegramApp, WidgetCookie widget) {
        this.origin = origin;
        this.telegramApp = telegramApp;
        this.widget = widget;
    }

    /// Token of a request; empty when it has none that is well formed.
    public Optional<String> readToken(HttpRequest<?> request) {
        return hasAuthorizationHeader(request)
                ? request.getHeaders()
                        .getFirst(HttpHeaders.AUTHORIZATION)
                        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER_PREFIX))
                        .map(value -> value.substring(BEARER_PREFIX.length()).strip())
                        .filter(RequestTokenReader::isToken)
                : origin.readCookie(request, ChatCookieWriter.COOKIE_NAME)
                        .filter(RequestTokenReader::isToken)
                        .or(() -> telegramApp.readToken(request))
                        .or(() -> widget.read(request).filter(RequestTokenReader::isToken));
    }

    /// Tells whether the token of a request may open a chat: that of the pages within Telegram opens those on Telegram
    /// only.
    boolean mayOpen(HttpRequest<?> request, Chat chat) {
        return hasAuthorizationHeader(request) || !telegramApp.isOf(request) || chat.channel() == Channel.TELEGRAM;
    }

    static boolean hasAuthorizationHeader(HttpRequest<?> request) {
        return request.getHeaders().contains(HttpHeaders.AUTHORIZATION);
    }

    static boolean isToken(String text) {
        return ChatTokens.isWellFormed(text)
                || DeviceSessionService.isAccessToken(text)
                || KeyAuthenticator.isKey(text);
    }
}
