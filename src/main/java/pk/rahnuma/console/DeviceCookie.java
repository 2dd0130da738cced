package pk.rahnuma.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Duration;
import pk.rahnuma.api.http.RequestOrigin;

/// By what a browser is known again in which a member has signed in before ("device cookie", OWASP Blocking Brute Force
/// Attacks). It opens nothing: failures of others do not make this browser wait.
@Singleton
public final class DeviceCookie {

    static final String COOKIE_NAME = "rahnuma-desk-device";

    /// Browsers keep none longer.
    private static final Duration MAX_AGE = Duration.ofDays(400);

    private final RequestOrigin origin;

    DeviceCookie(RequestOrigin origin) {
        this.origin = origin;
    }

    public Cookie createCookie(HttpRequest<?> request, String token) {
        return Cookie.of(origin.cookieName(request, COOKIE_NAME, SessionCookie.COOKIE_PATH), token)
                .path(SessionCookie.COOKIE_PATH)
                .httpOnly(true)
                .secure(origin.isSecure(request))
                .sameSite(SameSite.Strict)
                .maxAge(MAX_AGE);
    }

    /// The token that a request brings; null when it brings none.
    static String readToken(HttpRequest<?> request) {
        return RequestOrigin.readCookie(request, COOKIE_NAME).orElse(null);
    }
}
