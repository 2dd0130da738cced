package pk.rahnuma.desk;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import java.time.Duration;
import pk.rahnuma.api.Origin;

/// What a browser keeps of a session: its token, which no script can read.
public final class SessionCookie {

    static final String NAME = "rahnuma-desk";
    /// Where somebody without a session is sent.
    public static final String SIGN_IN = "/desk/sign-in";

    private SessionCookie() {}

    /// Kept until the browser closes; the session itself ends earlier or later than that.
    public static Cookie of(HttpRequest<?> request, String token) {
        return Cookie.of(NAME, token)
                .path("/desk")
                .httpOnly(true)
                .secure(Origin.isSecure(request))
                .sameSite(SameSite.Lax);
    }

    /// The token that a request brings; null when it brings none.
    public static String token(HttpRequest<?> request) {
        return request.getCookies().findCookie(NAME).map(Cookie::getValue).orElse(null);
    }

    /// Takes it away.
    public static Cookie none(HttpRequest<?> request) {
        return of(request, "").maxAge(Duration.ZERO);
    }
}
