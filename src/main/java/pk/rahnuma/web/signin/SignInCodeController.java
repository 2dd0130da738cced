package pk.rahnuma.web.signin;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import pk.rahnuma.api.limit.ApiRateLimiter;
import pk.rahnuma.api.problem.ApiException;
import pk.rahnuma.api.signin.SignInLimits;
import pk.rahnuma.person.signin.PersonSignInService;
import pk.rahnuma.person.signin.PersonSignInService.RequestedCode;
import pk.rahnuma.person.signin.SignInOutcome;
import pk.rahnuma.web.signin.BrowserSignIns.CheckedCode;
import pk.rahnuma.web.site.FormFields;
import pk.rahnuma.web.site.SitePageRenderer;
import pk.rahnuma.web.site.SiteView;

/// Page on which a person types the code, in the browser that requested it.
@Controller("/{language:en|ur|ur-Latn}/" + SignInCodeController.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SignInCodeController {

    static final String PATH = SignInPages.PATH + "/code";

    private static final int SECONDS_PER_MINUTE = 60;

    private final SignInPages signInPages;
    private final SitePageRenderer pages;
    private final BrowserSignIns signIns;
    private final PersonSignInService service;
    private final SignInLimits limits;
    private final ApiRateLimiter limiter;
    private final SignInCookie cookie;
    private final InstantSource clock;

    SignInCodeController(
            SignInPages signInPages,
            SitePageRenderer pages,
            BrowserSignIns signIns,
            PersonSignInService service,
            SignInLimits limits,
            ApiRateLimiter limiter,
            SignInCookie cookie,
            InstantSource clock) {
        this.signInPages = signInPages;
        this.pages = pages;
        this.signIns = signIns;
        this.service = service;
        this.limits = limits;
        this.limiter = limiter;
        this.cookie = cookie;
        this.clock = clock;
    }

    /// Asks for the code; leads to the page of the address when this browser has requested none.
    @Get
    HttpResponse<String> showForm(HttpRequest<?> request, @PathVariable String language) {
        limiter.checkPublicRead(request);
        return respond(request, HttpStatus.OK, language, null);
    }

    /// Checks the code, and leads to the applications of the person, or to the offer to join.
    ///
    /// @param body `code`
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> checkCode(HttpRequest<?> request, @PathVariable String language, @Nullable @Body byte[] body) {
        signInPages.checkSender(request);
        Optional<BegunSignIn> begun = cookie.read(request);
        if (begun.isEmpty()) {
            return SignInPages.leadTo(language, SignInPages.PATH);
        }
        SiteView view = pages.viewOf(language, PATH);
        Optional<String> code =
                PersonSignInService.readCode(FormFields.readBody(body).get("code"));
        if (code.isEmpty()) {
            return respond(request, HttpStatus.UNPROCESSABLE_ENTITY, language, view.text("site.sign_in_code_form"));
        }
        try {
            limits.checkCodeTry(request);
        } catch (ApiException rejection) {
            return SignInPages.withRetry(
                    respond(request, HttpStatus.TOO_MANY_REQUESTS, language, signInPages.describeWait(view, rejection)),
                    rejection);
        }
        CheckedCode checked = signIns.checkCode(request, begun.get(), code.get(), language);
        return switch (checked.refusal()) {
            case null -> leadOn(request, language, checked.joining());
            case SignInOutcome.TooManyAddresses full ->
                respond(request, HttpStatus.CONFLICT, language, view.text("site.sign_in_full"));
            default ->
                respond(
                        request,
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        language,
                        view.text("site.sign_in_code_wrong", "left", countTriesLeft(begun.get())));
        };
    }

    private HttpResponse<String> leadOn(HttpRequest<?> request, String language, long joining) {
        return joining == 0
                ? cookie.clear(request, SignInPages.leadTo(language, SignInPages.SIGNED_IN_PATH))
                : SignInPages.leadTo(language, SignInJoinController.PATH + "/" + joining);
    }

    private long countTriesLeft(BegunSignIn begun) {
        return service.findRequested(begun.id())
                .map(requested -> isOver(requested) ? 0L : requested.triesLeft())
                .orElse(0L);
    }

    private boolean isOver(RequestedCode requested) {
        return !clock.instant().isBefore(requested.expires());
    }

    /// @param error text; null when there is none
    private MutableHttpResponse<String> respond(
            HttpRequest<?> request, HttpStatus status, String language, @Nullable String error) {
        return cookie.read(request)
                .flatMap(begun -> service.findRequested(begun.id()))
                .map(requested -> {
                    Map<String, Object> values = new HashMap<>();
                    values.put(SignInPages.ERROR, error);
                    values.put("address", requested.address().maskAddress());
                    values.put("minutes", countMinutes(requested));
                    values.put("key", UUID.randomUUID().toString());
                    return pages.respondUncached(status, pages.viewOf(language, PATH), "signin/code.jte", values);
                })
                .orElseGet(() -> SignInPages.leadTo(language, SignInPages.PATH));
    }

    /// Minutes for which the code is still valid; 0 when it is not.
    private long countMinutes(RequestedCode requested) {
        return isOver(requested)
                ? 0
                : Duration.between(clock.instant(), requested.expires())
                        .plusSeconds(SECONDS_PER_MINUTE - 1)
                        .toMinutes();
    }
}
