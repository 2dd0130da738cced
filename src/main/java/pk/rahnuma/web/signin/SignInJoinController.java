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
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.person.joining.PersonJoining;
import pk.rahnuma.person.joining.PersonJoiningService;
import pk.rahnuma.person.joining.PersonJoiningService.JoiningStatus;
import pk.rahnuma.vault.MoveRefusedException;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.web.SitePageRenderer;

/// Page that offers to join the owner of an address, who was proved by its code, into the person of the browser.
@Controller("/{language:en|ur|ur-Latn}/" + SignInJoinController.PATH + "/{id}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SignInJoinController {

    static final String PATH = SignInPages.PATH + "/join";

    private final SignInPages signInPages;
    private final SitePageRenderer pages;
    private final PersonJoiningService joinings;
    private final ChatAuthenticator authenticator;
    private final SignInLimits limits;
    private final ApiRateLimiter limiter;
    private final SignInCookie cookie;
    private final InstantSource clock;

    SignInJoinController(
            SignInPages signInPages,
            SitePageRenderer pages,
            PersonJoiningService joinings,
            ChatAuthenticator authenticator,
            SignInLimits limits,
            ApiRateLimiter limiter,
            SignInCookie cookie,
            InstantSource clock) {
        this.signInPages = signInPages;
        this.pages = pages;
        this.joinings = joinings;
        this.authenticator = authenticator;
        this.limits = limits;
        this.limiter = limiter;
        this.cookie = cookie;
        this.clock = clock;
    }

    /// Says what would be joined, and asks.
    ///
    /// @param id of the offer
    @Get
    HttpResponse<String> showOffer(HttpRequest<?> request, @PathVariable String language, @PathVariable String id) {
        limiter.checkPublicRead(request);
        return respond(request, HttpStatus.OK, language, readId(id), null);
    }

    /// Joins the two, once; a repeat leads to the applications too.
    ///
    /// @param id of the offer
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> join(HttpRequest<?> request, @PathVariable String language, @PathVariable String id) {
        signInPages.checkSender(request);
        limits.checkCodeTry(request);
        Optional<Chat> chat = authenticator.findChat(request);
        if (chat.isEmpty()) {
            return SignInPages.leadTo(language, SignInPages.PATH);
        }
        try {
            joinings.joinPersons(chat.get().conversation(), readId(id), clock.instant());
        } catch (MoveRefusedException e) {
            return respond(request, HttpStatus.CONFLICT, language, readId(id), e.reason());
        }
        return respond(request, HttpStatus.OK, language, readId(id), null);
    }

    private static long readId(String id) {
        return SubjectEncryptionService.parseId(id).orElse(0);
    }

    /// @param refusal null when there was none
    private HttpResponse<String> respond(
            HttpRequest<?> request,
            HttpStatus status,
            String language,
            long id,
            @Nullable MoveRefusedException.Reason refusal) {
        Optional<JoiningStatus> joining = authenticator
                .findChat(request)
                .flatMap(chat -> joinings.findJoining(chat.conversation(), id, clock.instant()));
        if (joining.isEmpty()) {
            String over = pages.viewOf(language, SignInPages.PATH).text("site.sign_in_join_over");
            return signInPages.respondStart(HttpStatus.NOT_FOUND, language, over, "");
        }
        if (joining.get().state() != PersonJoining.State.WAITING) {
            return cookie.clear(request, SignInPages.leadTo(language, SignInPages.SIGNED_IN_PATH));
        }
        Map<String, Object> values = new HashMap<>();
        values.put("id", id);
        values.put("moves", joining.get().moves());
        values.put(SignInPages.ERROR, refusal == null ? null : textOf(refusal));
        return pages.respondUncached(status, pages.viewOf(language, PATH + "/" + id), "signin/join.jte", values);
    }

    /// Key of the text that says why, and what to do.
    private static String textOf(MoveRefusedException.Reason reason) {
        return switch (reason) {
            case BUSY -> "site.sign_in_join_busy";
            case WITH_STAFF -> "site.sign_in_join_staff";
            case ERASURE_PENDING -> "site.sign_in_join_erasure";
            case TOO_MANY -> "site.sign_in_join_many";
        };
    }
}
