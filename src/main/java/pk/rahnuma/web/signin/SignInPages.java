package pk.rahnuma.web.signin;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.RequestOrigin;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.caller.TelegramAppSession;
import pk.rahnuma.http.limit.ApiRateLimiter;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.person.signin.PersonSignInService;
import pk.rahnuma.person.signin.PersonSignInService.RequestedCode;
import pk.rahnuma.web.SitePageRenderer;
import pk.rahnuma.web.SiteView;

/// Parts that the pages of a sign-in share: checks of a form that was sent, the page of the address, and the limits
/// in words.
@Singleton
class SignInPages {

    /// Path of the pages, behind the language.
    static final String PATH = "sign-in";

    /// Page to which a sign-in leads: it says that the person is signed in, and lists their applications.
    static final String SIGNED_IN_PATH = "status?signed-in";

    static final String CODE_PATH = PATH + "/code";

    static final String ERROR = "error";

    private static final long MINUTES_PER_HOUR = 60;
    private static final int SECONDS_PER_MINUTE = 60;

    private final SitePageRenderer pages;
    private final PersonSignInService signIns;
    private final ChatAuthenticator authenticator;
    private final ApiRateLimiter limiter;
    private final SignInCookie cookie;
    private final TelegramAppSession telegramApp;
    private final InstantSource clock;

    SignInPages(
            SitePageRenderer pages,
            PersonSignInService signIns,
            ChatAuthenticator authenticator,
            ApiRateLimiter limiter,
            SignInCookie cookie,
            TelegramAppSession telegramApp,
            InstantSource clock) {
        this.pages = pages;
        this.signIns = signIns;
        this.authenticator = authenticator;
        this.limiter = limiter;
        this.cookie = cookie;
        this.telegramApp = telegramApp;
        this.clock = clock;
    }

    /// Counts a form that was sent, and checks where from.
    ///
    /// @throws ApiException when there were too many, or it was not sent from a page of this site, or by a program that
    ///     is signed in
    void checkSender(HttpRequest<?> request) {
        limiter.checkPublicRead(request);
        RequestOrigin.requireSameSite(request);
        if (authenticator.findAccessToken(request).isPresent()) {
            throw ApiException.ofKind(ProblemDetail.Kind.NOT_ALLOWED, "Sign in over the API.");
        }
    }

    /// Ways in which the desk sends codes: `email`, `sms`, `both` or `none`.
    String describeWays() {
        boolean email = signIns.isOffered(IdentityKind.EMAIL);
        boolean sms = signIns.isOffered(IdentityKind.PHONE);
        return email && sms ? "both" : email ? "email" : sms ? "sms" : "none";
    }

    /// Page of the address.
    ///
    /// @param error text; null when there is none
    /// @param typed address as it was typed
    MutableHttpResponse<String> respondStart(HttpStatus status, String language, @Nullable String error, String typed) {
        Map<String, Object> values = new HashMap<>();
        values.put("ways", describeWays());
        values.put(ERROR, error);
        values.put("typed", typed);
        values.put("key", UUID.randomUUID().toString());
        return pages.respondUncached(status, pages.viewOf(language, PATH), "signin/start.jte", values);
    }

    /// Page of the code; leads to that of the address when this browser has requested none.
    ///
    /// @param error text; null when there is none
    /// @param field that the error is about
    /// @param chosen whose chat it is, as the person said; empty when they did not
    MutableHttpResponse<String> respondCode(
            HttpRequest<?> request,
            HttpStatus status,
            String language,
            @Nullable String error,
            String field,
            String chosen) {
        return cookie.read(request)
                .flatMap(begun -> signIns.findRequested(begun.id()))
                .map(requested -> {
                    Map<String, Object> values = new HashMap<>();
                    values.put(ERROR, error);
                    values.put("field", field);
                    values.put("chosen", chosen);
                    values.put("address", requested.address().maskAddress());
                    values.put("minutes", countMinutes(requested));
                    values.put("kind", requested.address().kind() == IdentityKind.EMAIL ? "email" : "sms");
                    values.put("key", UUID.randomUUID().toString());
                    values.put("chat", hasBrowserChat(request));
                    return pages.respondUncached(status, pages.viewOf(language, CODE_PATH), "signin/code.jte", values);
                })
                .orElseGet(() -> leadTo(language, PATH));
    }

    /// True when a chat is open in this browser, which may be that of another person. Within Telegram it is that of the
    /// account.
    boolean hasBrowserChat(HttpRequest<?> request) {
        return !telegramApp.isOf(request) && authenticator.findChat(request).isPresent();
    }

    /// Minutes for which the code is still valid; 0 when it is not.
    private long countMinutes(RequestedCode requested) {
        Duration left = Duration.between(clock.instant(), requested.expires());
        return left.isPositive() ? left.plusSeconds(SECONDS_PER_MINUTE - 1).toMinutes() : 0;
    }

    /// A rejection by a limit, in words; other ones are thrown.
    String describeWait(SiteView view, ApiException rejection) {
        if (rejection.problemKind() == ProblemDetail.Kind.SMS_USED_UP) {
            return view.text("site.sign_in_sms_used_up", "ways", describeWays());
        }
        if (rejection.problemKind() == ProblemDetail.Kind.UNAVAILABLE) {
            return view.text("site.sign_in_busy");
        }
        if (rejection.problemKind() != ProblemDetail.Kind.TOO_MANY) {
            throw rejection;
        }
        long minutes = Math.max(
                1, rejection.retryAfter().plusSeconds(SECONDS_PER_MINUTE - 1).toMinutes());
        long hours = minutes < MINUTES_PER_HOUR ? 0 : (minutes + MINUTES_PER_HOUR - 1) / MINUTES_PER_HOUR;
        return view.text("site.sign_in_wait", "minutes", minutes, "hours", hours);
    }

    /// Adds when the same can be sent again.
    static <T> MutableHttpResponse<T> withRetry(MutableHttpResponse<T> response, ApiException rejection) {
        return response.header(
                HttpHeaders.RETRY_AFTER, Long.toString(ApiException.toWholeSeconds(rejection.retryAfter())));
    }

    /// Leads to another page of the site.
    ///
    /// @param path behind the language
    static MutableHttpResponse<String> leadTo(String language, String path) {
        return HttpResponse.seeOther(URI.create("/" + language + "/" + path));
    }
}
