package pk.rahnuma.http.caller;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Duration;
import pk.rahnuma.http.RequestOrigin;

/// Sets and deletes the cookies that have the token of a chat.
@Singleton
public final class ChatCookieWriter {

    static final String COOKIE_NAME = "rahnuma";

    /// Cookie of a browser that waits for the code of a sign-in. It ends with the chat: whoever uses the browser next
    /// must not see for whom the code was.
    public static final String SIGN_IN_COOKIE_NAME = "rahnuma-sign-in";

    /// Browsers keep no cookie longer.
    private static final Duration COOKIE_MAX_AGE = Duration.ofDays(400);

    private final RequestOrigin origin;
    private final TelegramAppSession telegramApp;
    private final WidgetCookie widget;

    ChatCookieWriter(RequestOrigin origin, TelegramAppSession telegramApp, WidgetCookie widget) {
        this.origin = origin;
        this.telegramApp = telegramApp;
        this.widget = widget;
    }

    /// Sets the cookie of a chat that this request opened, for clients that use cookies.
    void setCookie(AuthenticatedChat caller, HttpRequest<?> request, MutableHttpResponse<?> response) {
        String token = caller.tokenForCookie();
        if (widget.isAsked(request)) {
            if (token != null) {
                widget.set(request, response, token, COOKIE_MAX_AGE);
            }
            return;
        }
        if (token != null) {
            response.cookie(createCookie(request, COOKIE_NAME, token, COOKIE_MAX_AGE));
        }
    }

    /// Deletes the cookies and the browser's stored data of the page.
    public <T> MutableHttpResponse<T> clearCookies(HttpRequest<?> request, MutableHttpResponse<T> response) {
        response.cookie(createCookie(request, COOKIE_NAME, "", Duration.ZERO));
        response.cookie(createCookie(request, SIGN_IN_COOKIE_NAME, "", Duration.ZERO));
        telegramApp.clear(request, response);
        if (widget.read(request).isPresent()) {
            widget.set(request, response, "", Duration.ZERO);
        }
        return response.header("Clear-Site-Data", "\"cache\", \"storage\"");
    }

    private Cookie createCookie(HttpRequest<?> request, String name, String token, Duration maxAge) {
        return Cookie.of(origin.cookieName(request, name), token)
                .httpOnly(true)
                .secure(origin.isSecure(request))
                .sameSite(SameSite.Strict)
                .path("/")
                .maxAge(maxAge);
    }
}
