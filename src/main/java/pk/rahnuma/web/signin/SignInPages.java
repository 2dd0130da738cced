package pk.rahnuma.web.signin;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import pk.rahnuma.api.http.RequestOrigin;
import pk.rahnuma.api.limit.ApiRateLimiter;
import pk.rahnuma.api.problem.ApiException;
import pk.rahnuma.api.problem.ProblemDetail;
import pk.rahnuma.api.token.ChatAuthenticator;
import pk.rahnuma.person.identity.IdentityKind;
import pk.rahnuma.person.signin.PersonSignInService;
import pk.rahnuma.web.site.SitePageRenderer;
import pk.rahnuma.web.site.SiteView;

/// Parts that the pages of a sign-in share: checks of a form that was sent, the page of the address, and the limits
/// in words.
@Singleton
class SignInPages {

    /// Path of the pages, behind the language.
    static final String PATH = "sign-in";

    /// Page to which a sign-in leads: it says that the person is signed in, and lists their applications.
    static final String SIGNED_IN_PATH = "status?signed-in";

    static final String ERROR = "error";

    private static final long MINUTES_PER_HOUR = 60;
    private static final int SECONDS_PER_MINUTE = 60;

    private final SitePageRenderer pages;
    private final PersonSignInService signIns;
    private final ChatAuthenticator callers;
    private final ApiRateLimiter limiter;

    SignInPages(
            SitePageRenderer pages, PersonSignInService signIns, ChatAuthenticator callers, ApiRateLimiter limiter) {
        this.pages = pages;
        this.signIns = signIns;
        this.callers = callers;
        this.limiter = limiter;
    }

    /// Counts a form that was sent, and checks where from.
    ///
    /// @throws ApiException when there were too many, or it was not sent from a page of this site, or by a program that
    ///     is signed in
    void checkSender(HttpRequest<?> request) {
        limiter.checkPublicRead(request);
        RequestOrigin.requireSameSite(request);
        if (callers.findAccessToken(request).isPresent()) {
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
    MutableHttpResponse<String> respondStart(
            HttpRequest<?> request, HttpStatus status, String language, @Nullable String error, String typed) {
        Map<String, Object> values = new HashMap<>();
        values.put("chat", callers.findChat(request).isPresent());
        values.put("ways", describeWays());
        values.put(ERROR, error);
        values.put("typed", typed);
        values.put("key", UUID.randomUUID().toString());
        return pages.respondUncached(status, pages.viewOf(language, PATH), "signin/start.jte", values);
    }

    /// A rejection by a limit, in words; other ones are thrown.
    String describeWait(SiteView view, ApiException rejection) {
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
