package pk.rahnuma.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Duration;
import pk.rahnuma.http.RequestOrigin;

/// Cookie of a session: its token, which no script can read.
@Singleton
public final class SessionCookie {

    static final String COOKIE_NAME = "rahnuma-desk";
    private static final String CONSOLE_PATH = "/desk";
    /// Path to which users without a session are redirected.
    public static final String SIGN_IN_PATH = "/desk/sign-in";

    private final RequestOrigin origin;

    SessionCookie(RequestOrigin origin) {
        this.origin = origin;
    }

    /// Creates a cookie that lasts until the browser closes; the session itself ends earlier or later. It is for the
    /// whole host, as the prefix of its name requires.
    public Cookie createCookie(HttpRequest<?> request, String token) {
        return Cookie.of(origin.cookieName(request, COOKIE_NAME), token)
                .path("/")
                .httpOnly(true)
                .secure(origin.isSecure(request))
                .sameSite(SameSite.Lax);
    }

    /// Tells whether the cookie counts at a path: that of the console, or below.
    public static boolean isReadAt(String path) {
        return path.startsWith(CONSOLE_PATH)
                && (path.length() == CONSOLE_PATH.length() || path.charAt(CONSOLE_PATH.length()) == '/');
    }

    /// Token of a request; null when it has none.
    public String readToken(HttpRequest<?> request) {
        return origin.readCookie(request, COOKIE_NAME).orElse(null);
    }

    /// Removes the cookie and the browser's stored data of the pages.
    public <T> MutableHttpResponse<T> clearCookie(HttpRequest<?> request, MutableHttpResponse<T> response) {
        return response.cookie(createCookie(request, "").maxAge(Duration.ZERO))
                .header("Clear-Site-Data", "\"cache\", \"storage\"");
    }
}
