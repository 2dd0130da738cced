package pk.rahnuma.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Duration;
import pk.rahnuma.http.RequestOrigin;

/// Cookie that identifies a browser in which a member has signed in before ("device cookie", OWASP Blocking Brute Force
/// Attacks). It grants no access: failed attempts from other browsers do not delay this one.
@Singleton
public final class DeviceCookie {

    static final String COOKIE_NAME = "rahnuma-desk-device";

    /// Browsers keep no cookie longer.
    private static final Duration MAX_AGE = Duration.ofDays(400);

    private final RequestOrigin origin;

    DeviceCookie(RequestOrigin origin) {
        this.origin = origin;
    }

    public Cookie createCookie(HttpRequest<?> request, String token) {
        return Cookie.of(origin.cookieName(request, COOKIE_NAME), token)
                .path("/")
                .httpOnly(true)
                .secure(origin.isSecure(request))
                .sameSite(SameSite.Strict)
                .maxAge(MAX_AGE);
    }

    /// Token of a request; null when it has none.
    String readToken(HttpRequest<?> request) {
        return origin.readCookie(request, COOKIE_NAME).orElse(null);
    }
}
