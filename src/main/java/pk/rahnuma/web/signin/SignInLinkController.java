package pk.rahnuma.web.signin;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.limit.ApiRateLimiter;
import pk.rahnuma.http.limit.SignInLimits;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.link.LinkOfferService;
import pk.rahnuma.person.link.LinkOfferService.SignInOffer;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.web.SitePageRenderer;

/// Page that offers to link the owner of an address, who was proved by its code, with the person of the browser.
@Controller("/{language:en|ur|ur-Latn}/" + SignInLinkController.PATH + "/{id}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SignInLinkController {

    static final String PATH = SignInPages.PATH + "/link";

    private final SignInPages signInPages;
    private final SitePageRenderer pages;
    private final LinkOfferService offers;
    private final ChatAuthenticator authenticator;
    private final SignInLimits limits;
    private final ApiRateLimiter limiter;
    private final SignInCookie cookie;
    private final InstantSource clock;

    SignInLinkController(
            SignInPages signInPages,
            SitePageRenderer pages,
            LinkOfferService offers,
            ChatAuthenticator authenticator,
            SignInLimits limits,
            ApiRateLimiter limiter,
            SignInCookie cookie,
            InstantSource clock) {
        this.signInPages = signInPages;
        this.pages = pages;
        this.offers = offers;
        this.authenticator = authenticator;
        this.limits = limits;
        this.limiter = limiter;
        this.cookie = cookie;
        this.clock = clock;
    }

    /// Says what a link does, and asks.
    ///
    /// @param id of the offer
    @Get
    HttpResponse<String> showOffer(HttpRequest<?> request, @PathVariable String language, @PathVariable String id) {
        limiter.checkPublicRead(request);
        return respond(request, HttpStatus.OK, language, readId(id), null);
    }

    /// Links the two, once; a repeat leads to the applications too.
    ///
    /// @param id of the offer
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> acceptOffer(HttpRequest<?> request, @PathVariable String language, @PathVariable String id) {
        signInPages.checkSender(request);
        limits.checkCodeTry(request);
        Optional<Chat> chat = authenticator.findChat(request);
        if (chat.isEmpty()) {
            return SignInPages.leadTo(language, SignInPages.PATH);
        }
        return switch (offers.acceptOffer(chat.get().conversation(), readId(id), clock.instant())) {
            case LINKED, ATTACHED -> cookie.clear(request, SignInPages.leadTo(language, SignInPages.SIGNED_IN_PATH));
            case BUSY -> respond(request, HttpStatus.CONFLICT, language, readId(id), "site.sign_in_link_busy");
            case TOO_MANY -> respond(request, HttpStatus.CONFLICT, language, readId(id), "site.sign_in_link_many");
            case GONE -> respondGone(language);
        };
    }

    private static long readId(String id) {
        return SubjectEncryptionService.parseId(id).orElse(0);
    }

    /// @param error key of a text; null when there is none
    private HttpResponse<String> respond(
            HttpRequest<?> request, HttpStatus status, String language, long id, @Nullable String error) {
        Optional<SignInOffer> offer = authenticator
                .findChat(request)
                .flatMap(chat -> offers.findOffer(chat.conversation(), id, clock.instant()));
        if (offer.isEmpty()) {
            return respondGone(language);
        }
        if (offer.get().accepted()) {
            return cookie.clear(request, SignInPages.leadTo(language, SignInPages.SIGNED_IN_PATH));
        }
        Map<String, Object> values = new HashMap<>();
        values.put("id", id);
        values.put("channel", offer.get().channel());
        values.put(SignInPages.ERROR, error);
        return pages.respondUncached(status, pages.viewOf(language, PATH + "/" + id), "signin/link.jte", values);
    }

    private HttpResponse<String> respondGone(String language) {
        String over = pages.viewOf(language, SignInPages.PATH).text("site.sign_in_link_over");
        return signInPages.respondStart(HttpStatus.NOT_FOUND, language, over, "");
    }
}
