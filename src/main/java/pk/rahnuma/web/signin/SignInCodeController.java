package pk.rahnuma.web.signin;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
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
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.limit.ApiRateLimiter;
import pk.rahnuma.http.limit.SignInLimits;
import pk.rahnuma.person.signin.PersonSignInService;
import pk.rahnuma.person.signin.PersonSignInService.RequestedCode;
import pk.rahnuma.person.signin.SignInOutcome;
import pk.rahnuma.web.FormFields;
import pk.rahnuma.web.SitePageRenderer;
import pk.rahnuma.web.SiteView;
import pk.rahnuma.web.signin.BrowserSignIns.CheckedCode;

/// Page on which a person types the code, in the browser that requested it.
@Controller("/{language:en|ur|ur-Latn}/" + SignInCodeController.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SignInCodeController {

    static final String PATH = SignInPages.CODE_PATH;

    private static final String CODE = "code";
    private static final String CHAT = "chat";
    private static final String FOREIGN = "foreign";
    private static final Set<String> CHATS = Set.of("own", FOREIGN);

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
        return signInPages.respondCode(request, HttpStatus.OK, language, null, CODE, "");
    }

    /// Checks the code, and leads to the applications of the person, or to the offer of a link.
    ///
    /// @param body `code`; and in a browser with a chat `chat`: `own` when it is the person's, who keeps it, or
    /// `foreign`
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> checkCode(HttpRequest<?> request, @PathVariable String language, @Nullable @Body byte[] body) {
        signInPages.checkSender(request);
        Optional<BegunSignIn> begun = cookie.read(request);
        if (begun.isEmpty()) {
            return SignInPages.leadTo(language, SignInPages.PATH);
        }
        SiteView view = pages.viewOf(language, PATH);
        Map<String, String> fields = FormFields.readBody(body);
        String chat = fields.getOrDefault(CHAT, "");
        Optional<String> code = PersonSignInService.readCode(fields.get(CODE));
        if (code.isEmpty()) {
            return refuse(request, language, view.text("site.sign_in_code_form"), CODE, chat);
        }
        boolean open = signInPages.hasBrowserChat(request);
        if (open && !CHATS.contains(chat)) {
            return refuse(request, language, view.text("site.sign_in_chat_form"), CHAT, "");
        }
        try {
            limits.checkCodeTry(request);
            limits.checkTypedCode(request, service.isOpen(begun.get().id(), clock.instant()));
        } catch (ApiException rejection) {
            return SignInPages.withRetry(
                    signInPages.respondCode(
                            request,
                            HttpStatus.TOO_MANY_REQUESTS,
                            language,
                            signInPages.describeWait(view, rejection),
                            CODE,
                            chat),
                    rejection);
        }
        boolean own = !open || !chat.equals(FOREIGN);
        CheckedCode checked = signIns.checkCode(request, begun.get(), code.get(), own, language);
        return switch (checked.refusal()) {
            case null -> leadOn(request, language, checked.offer());
            case SignInOutcome.TooManyAddresses full ->
                signInPages.respondCode(
                        request, HttpStatus.CONFLICT, language, view.text("site.sign_in_full"), CODE, chat);
            default ->
                refuse(
                        request,
                        language,
                        view.text("site.sign_in_code_wrong", "left", countTriesLeft(begun.get())),
                        CODE,
                        chat);
        };
    }

    private HttpResponse<String> refuse(
            HttpRequest<?> request, String language, String error, String field, String chosen) {
        return signInPages.respondCode(request, HttpStatus.UNPROCESSABLE_ENTITY, language, error, field, chosen);
    }

    private HttpResponse<String> leadOn(HttpRequest<?> request, String language, long offer) {
        return offer == 0
                ? cookie.clear(request, SignInPages.leadTo(language, SignInPages.SIGNED_IN_PATH))
                : SignInPages.leadTo(language, SignInLinkController.PATH + "/" + offer);
    }

    private long countTriesLeft(BegunSignIn begun) {
        return service.findRequested(begun.id())
                .filter(requested -> clock.instant().isBefore(requested.expires()))
                .map(RequestedCode::triesLeft)
                .orElse(0);
    }
}
