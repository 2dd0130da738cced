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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.limit.ApiRateLimiter;
import pk.rahnuma.http.limit.SignInLimits;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.person.signin.PersonSignInService;
import pk.rahnuma.web.FormFields;
import pk.rahnuma.web.SitePageRenderer;
import pk.rahnuma.web.SiteView;

/// Page on which a person requests a code for an e-mail address or mobile number. The response is the same whether the
/// address is known or not.
@Controller("/{language:en|ur|ur-Latn}/" + SignInPages.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SignInStartController {

    private static final String KEY_PATTERN = "[0-9a-f-]{36}";

    private final SignInPages signInPages;
    private final SitePageRenderer pages;
    private final BrowserSignIns signIns;
    private final PersonSignInService service;
    private final SignInLimits limits;
    private final ApiRateLimiter limiter;
    private final SignInCookie cookie;

    SignInStartController(
            SignInPages signInPages,
            SitePageRenderer pages,
            BrowserSignIns signIns,
            PersonSignInService service,
            SignInLimits limits,
            ApiRateLimiter limiter,
            SignInCookie cookie) {
        this.signInPages = signInPages;
        this.pages = pages;
        this.signIns = signIns;
        this.service = service;
        this.limits = limits;
        this.limiter = limiter;
        this.cookie = cookie;
    }

    /// Asks for the address. Without a way to send codes, the page says so and leads to the chat.
    @Get
    HttpResponse<String> showForm(HttpRequest<?> request, @PathVariable String language) {
        limiter.checkPublicRead(request);
        return signInPages.respondStart(HttpStatus.OK, language, null, "");
    }

    /// Sends a code.
    ///
    /// @param body `address`, and `key`, by which a second click sends no second code
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> sendCode(HttpRequest<?> request, @PathVariable String language, @Nullable @Body byte[] body) {
        signInPages.checkSender(request);
        Map<String, String> fields = FormFields.readBody(body);
        String typed = fields.getOrDefault("address", "");
        SiteView view = pages.viewOf(language, SignInPages.PATH);
        String key = readKey(fields);
        return readAddress(typed)
                .map(address -> begin(
                        request,
                        language,
                        address,
                        key,
                        (status, wait) -> signInPages.respondStart(status, language, wait, typed)))
                .orElseGet(() -> signInPages.respondStart(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        language,
                        view.text("site.sign_in_address_wrong", "ways", signInPages.describeWays()),
                        typed.length() > IdentityAddress.MAX_LENGTH ? "" : typed));
    }

    /// Sends another code to the same address.
    ///
    /// @param body `key`
    @Post("/another")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> sendAnother(
            HttpRequest<?> request, @PathVariable String language, @Nullable @Body byte[] body) {
        signInPages.checkSender(request);
        String key = readKey(FormFields.readBody(body));
        return cookie.read(request)
                .flatMap(begun -> service.findRequested(begun.id()))
                .map(requested -> begin(
                        request,
                        language,
                        requested.address(),
                        key,
                        // The present code may still come: it can be typed all the same.
                        (status, wait) -> signInPages.respondCode(request, status, language, wait, "code", "")))
                .orElseGet(() -> SignInPages.leadTo(language, SignInPages.PATH));
    }

    private static String readKey(Map<String, String> fields) {
        return Optional.of(fields.getOrDefault("key", ""))
                .filter(text -> text.matches(KEY_PATTERN))
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    /// Address of a kind to which this desk sends codes.
    private Optional<IdentityAddress> readAddress(String typed) {
        IdentityKind kind = typed.contains("@") ? IdentityKind.EMAIL : IdentityKind.PHONE;
        return IdentityAddress.parseText(kind, typed).filter(address -> service.isOffered(kind));
    }

    /// @param waiting page that says how to go on, when no code can be sent
    private HttpResponse<String> begin(
            HttpRequest<?> request,
            String language,
            IdentityAddress address,
            String key,
            BiFunction<HttpStatus, String, MutableHttpResponse<String>> waiting) {
        try {
            BegunSignIn begun = signIns.begin(key, address, language, limits.networkOf(request), () -> {
                limits.checkStart(request);
                limits.checkCapacity(request, address.kind());
                limits.checkRecipient(request, address);
            });
            return cookie.set(request, SignInPages.leadTo(language, SignInPages.CODE_PATH), begun);
        } catch (ApiException rejection) {
            SiteView view = pages.viewOf(language, SignInPages.PATH);
            return SignInPages.withRetry(
                    waiting.apply(rejection.problemKind().httpStatus(), signInPages.describeWait(view, rejection)),
                    rejection);
        }
    }
}
