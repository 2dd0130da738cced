package pk.rahnuma.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import pk.rahnuma.api.RequestOrigin;

/// What a browser keeps of a session: its token, which no script can read.
@Singleton
public final class SessionCookie {

    static final String NAME = "rahnuma-desk";
    static final String PATH = "/desk";
    /// Where somebody without a session is sent.
    public static final String SIGN_IN = "/desk/sign-in";

    private final RequestOrigin origin;

    SessionCookie(RequestOrigin origin) {
        this.origin = origin;
    }

    /// Kept until the browser closes; the session itself ends earlier or later than that. A cookie of another name,
    /// from before the desk was served by https, goes.
    public Set<Cookie> of(HttpRequest<?> request, String token) {
        Cookie cookie = cookie(request, origin.cookieName(request, NAME, PATH), token);
        return cookie.getName().equals(NAME)
                ? Set.of(cookie)
                : Set.of(cookie, cookie(request, NAME, "").maxAge(Duration.ZERO));
    }

    private Cookie cookie(HttpRequest<?> request, String name, String token) {
        return Cookie.of(name, token)
                .path(PATH)
                .httpOnly(true)
                .secure(origin.isSecure(request))
                .sameSite(SameSite.Lax);
    }

    /// The token that a request brings; null when it brings none.
    public static String token(HttpRequest<?> request) {
        return RequestOrigin.cookie(request, NAME).orElse(null);
    }

    /// Takes it away, and what the browser has kept of pages.
    public <T> MutableHttpResponse<T> leave(HttpRequest<?> request, MutableHttpResponse<T> response) {
        String name = origin.cookieName(request, NAME, PATH);
        if (!name.equals(NAME)) {
            response.cookie(cookie(request, name, "").maxAge(Duration.ZERO));
        }
        return response.cookie(cookie(request, NAME, "").maxAge(Duration.ZERO))
                .header("Clear-Site-Data", "\"cache\", \"storage\"");
    }
}
