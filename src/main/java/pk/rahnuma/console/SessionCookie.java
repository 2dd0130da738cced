package pk.rahnuma.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import pk.rahnuma.api.http.RequestOrigin;

/// Cookie of a session: its token, which no script can read.
@Singleton
public final class SessionCookie {

    static final String COOKIE_NAME = "rahnuma-desk";
    static final String COOKIE_PATH = "/desk";
    /// Path to which users without a session are redirected.
    public static final String SIGN_IN_PATH = "/desk/sign-in";

    private final RequestOrigin origin;

    SessionCookie(RequestOrigin origin) {
        this.origin = origin;
    }

    /// Creates a cookie that lasts until the browser closes; the session itself ends earlier or later. A cookie of the
    /// other name, from before the desk was served by https, is removed.
    public Set<Cookie> createCookies(HttpRequest<?> request, String token) {
        Cookie cookie = cookie(request, origin.cookieName(request, COOKIE_NAME, COOKIE_PATH), token);
        return cookie.getName().equals(COOKIE_NAME)
                ? Set.of(cookie)
                : Set.of(cookie, cookie(request, COOKIE_NAME, "").maxAge(Duration.ZERO));
    }

    private Cookie cookie(HttpRequest<?> request, String name, String token) {
        return Cookie.of(name, token)
                .path(COOKIE_PATH)
                .httpOnly(true)
                .secure(origin.isSecure(request))
                .sameSite(SameSite.Lax);
    }

    /// Tells whether browsers send the cookie to a path: that of the console, or below.
    public static boolean isSentTo(String path) {
        return path.startsWith(COOKIE_PATH)
                && (path.length() == COOKIE_PATH.length() || path.charAt(COOKIE_PATH.length()) == '/');
    }

    /// Token of a request; null when it has none.
    public static String readToken(HttpRequest<?> request) {
        return RequestOrigin.readCookie(request, COOKIE_NAME).orElse(null);
    }

    /// Removes the cookie and the browser's stored data of the pages.
    public <T> MutableHttpResponse<T> clearCookie(HttpRequest<?> request, MutableHttpResponse<T> response) {
        String name = origin.cookieName(request, COOKIE_NAME, COOKIE_PATH);
        if (!name.equals(COOKIE_NAME)) {
            response.cookie(cookie(request, name, "").maxAge(Duration.ZERO));
        }
        return response.cookie(cookie(request, COOKIE_NAME, "").maxAge(Duration.ZERO))
                .header("Clear-Site-Data", "\"cache\", \"storage\"");
    }
}
