package pk.rahnuma.api.token;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import pk.rahnuma.api.http.RequestOrigin;
import pk.rahnuma.person.device.DeviceSessionService;

/// Reads the token of a request: from its header, which takes precedence, or from the cookie of the pages within
/// Telegram, of a browser, or of the widget.
@Singleton
public final class RequestTokenReader {

    private static final String BEARER_PREFIX = "bearer ";

    private final WidgetCookie widget;

    RequestTokenReader(WidgetCookie widget) {
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
                : TelegramAppSession.readToken(request)
                        .or(() -> readBrowserToken(request))
                        .or(() -> widget.read(request).filter(RequestTokenReader::isToken));
    }

    /// Token of the cookie that a browser has for the pages outside of Telegram and of the widget.
    static Optional<String> readBrowserToken(HttpRequest<?> request) {
        return RequestOrigin.readCookie(request, ChatCookieWriter.COOKIE_NAME).filter(RequestTokenReader::isToken);
    }

    static boolean hasAuthorizationHeader(HttpRequest<?> request) {
        return request.getHeaders().contains(HttpHeaders.AUTHORIZATION);
    }

    private static boolean isToken(String text) {
        return ChatTokens.isWellFormed(text)
                || DeviceSessionService.isAccessToken(text)
                || KeyAuthenticator.isKey(text);
    }
}
