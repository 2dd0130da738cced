package pk.rahnuma.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Redirects users without a session to the sign-in page, which leads back to the requested page afterwards.
@Singleton
public final class SignInRedirect {

    /// Query parameter of the sign-in page: there was a session, and it has ended.
    public static final String ENDED_PARAMETER = "ended";

    private final SessionCookie sessionCookie;

    SignInRedirect(SessionCookie sessionCookie) {
        this.sessionCookie = sessionCookie;
    }

    public HttpResponse<?> createResponse(HttpRequest<?> request) {
        boolean part = request.getHeaders().contains("HX-Request");
        String wanted = part
                ? findCurrentPage(request)
                : RequestForgeryFilter.isSafe(request) ? request.getUri().toString() : "";
        List<String> query = new ArrayList<>();
        if (!wanted.isEmpty() && !wanted.equals("/desk")) {
            query.add("next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
        }
        if (sessionCookie.readToken(request) != null) {
            query.add(ENDED_PARAMETER + "=true");
        }
        String path = SessionCookie.SIGN_IN_PATH + (query.isEmpty() ? "" : "?" + String.join("&", query));
        MutableHttpResponse<?> response = part
                ? HttpResponse.status(HttpStatus.UNAUTHORIZED).header("HX-Redirect", path)
                : HttpResponse.status(HttpStatus.SEE_OTHER).header(HttpHeaders.LOCATION, path);
        return response.header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /// Page from which a part was requested; empty when unknown.
    private static String findCurrentPage(HttpRequest<?> request) {
        try {
            URI page = URI.create(request.getHeaders().get("HX-Current-URL", String.class, ""));
            return page.getRawPath() == null
                    ? ""
                    : page.getRawPath() + (page.getRawQuery() == null ? "" : "?" + page.getRawQuery());
        } catch (IllegalArgumentException notAnAddress) {
            return "";
        }
    }
}
