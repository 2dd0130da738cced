package pk.rahnuma.web.signin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import pk.rahnuma.http.RequestOrigin;
import pk.rahnuma.http.caller.ChatCookieWriter;
import pk.rahnuma.http.caller.PartitionedCookie;
import pk.rahnuma.http.caller.TelegramAppSession;

/// Cookie of a browser that waits for a code. It binds the sign-in to the browser: a code that another one requested is
/// worth nothing there.
@Singleton
class SignInCookie {

    /// Longer than a code is valid, so that the page can say that it has expired.
    private static final Duration MAX_AGE = Duration.ofHours(1);

    private final RequestOrigin origin;
    private final TelegramAppSession telegramApp;

    SignInCookie(RequestOrigin origin, TelegramAppSession telegramApp) {
        this.origin = origin;
        this.telegramApp = telegramApp;
    }

    Optional<BegunSignIn> read(HttpRequest<?> request) {
        return origin.readCookie(request, ChatCookieWriter.SIGN_IN_COOKIE_NAME).flatMap(BegunSignIn::parseText);
    }

    <T> MutableHttpResponse<T> set(HttpRequest<?> request, MutableHttpResponse<T> response, BegunSignIn begun) {
        return add(request, response, begun.toText(), MAX_AGE);
    }

    <T> MutableHttpResponse<T> clear(HttpRequest<?> request, MutableHttpResponse<T> response) {
        return add(request, response, "", Duration.ZERO);
    }

    private <T> MutableHttpResponse<T> add(
            HttpRequest<?> request, MutableHttpResponse<T> response, String value, Duration maxAge) {
        boolean secure = origin.isSecure(request);
        String scope = secure && telegramApp.isShownWithin(request)
                ? PartitionedCookie.FOR_FRAMES
                : "; SameSite=Strict" + (secure ? "; Secure" : "");
        PartitionedCookie.addTo(
                response, origin.cookieName(request, ChatCookieWriter.SIGN_IN_COOKIE_NAME), value, maxAge, scope);
        return response;
    }
}
