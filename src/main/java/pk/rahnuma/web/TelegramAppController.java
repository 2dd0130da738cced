package pk.rahnuma.web;

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
import pk.rahnuma.conversation.FormCatalogService;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.RequestOrigin;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.TelegramAppSession;
import pk.rahnuma.http.limit.ApiRateLimiter;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.person.signin.TelegramLoginService;
import pk.rahnuma.person.signin.TelegramLoginVerifier;
import pk.rahnuma.person.signin.TelegramLoginVerifier.VerifiedLogin;

/// Entry of the Mini App: its page sends the data that Telegram has signed, gets the cookie of the private chat with
/// the bot, and goes to a page of the site in the person's language. Without a bot there is none.
@Controller(TelegramAppController.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@ExecuteOn(TaskExecutors.BLOCKING)
final class TelegramAppController {

    static final String PATH = "/telegram-app";

    private static final int MAX_INIT_DATA_LENGTH = 8_000;
    private static final String FORMS = "apply";
    private static final String STATUS = "status";
    private static final String SIGN_IN = "sign-in";
    private static final String START = "";

    private final Optional<TelegramLoginVerifier> verifier;
    private final TelegramLoginService logins;
    private final TelegramAppSession sessions;
    private final PersonLock persons;
    private final FormCatalogService catalog;
    private final SitePageRenderer pages;
    private final ApiRateLimiter limiter;
    private final InstantSource clock;

    TelegramAppController(
            Optional<TelegramLoginVerifier> verifier,
            TelegramLoginService logins,
            TelegramAppSession sessions,
            PersonLock persons,
            FormCatalogService catalog,
            SitePageRenderer pages,
            ApiRateLimiter limiter,
            InstantSource clock) {
        this.verifier = verifier;
        this.logins = logins;
        this.sessions = sessions;
        this.persons = persons;
        this.catalog = catalog;
        this.pages = pages;
        this.limiter = limiter;
        this.clock = clock;
    }

    /// Person who was signed in.
    ///
    /// @param next path of the page to go to
    /// @param fresh whether the response has a cookie; a second request with the same data tells whether it was kept
    record SignedInResponse(String next, boolean fresh) {}

    /// Shows the entry page.
    ///
    /// @return null without a bot
    @Nullable
    @Get
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<String> showEntry(HttpRequest<?> request) {
        if (verifier.isEmpty()) {
            return null;
        }
        String language = PageLanguageResolver.resolveLanguage(request);
        return pages.respondUncached(HttpStatus.OK, pages.telegramViewOf(language), "telegram/entry.jte", Map.of());
    }

    /// Signs the person in.
    ///
    /// @param body `initData`, and `page`: where to go
    /// @return null without a bot
    @Nullable
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<SignedInResponse> signIn(HttpRequest<?> request, @Nullable @Body byte[] body) {
        if (verifier.isEmpty()) {
            return null;
        }
        RequestOrigin.requireSameSite(request);
        limiter.checkPublicRead(request);
        Map<String, String> fields = FormFields.readBody(body);
        VerifiedLogin login = Optional.of(fields.getOrDefault("initData", ""))
                .filter(data -> data.length() <= MAX_INIT_DATA_LENGTH)
                .flatMap(verifier.get()::verifyInitData)
                .orElseThrow(TelegramAppController::rejected);
        String language = PageLanguageResolver.resolveLanguage(request);
        Optional<Chat> current =
                sessions.findChat(request).filter(chat -> chat.address().equals(login.user()));
        Chat chat = current.or(() -> logins.openChat(login, language, clock.instant()))
                .orElseThrow(TelegramAppController::rejected);
        String own = persons.findLanguage(chat.conversation()).orElse(language);
        String next = "/" + own + "/" + findPage(fields.getOrDefault("page", START));
        MutableHttpResponse<SignedInResponse> response =
                UncachedResponse.ofJson(new SignedInResponse(next, current.isEmpty()));
        if (current.isEmpty()) {
            sessions.begin(chat, request, response);
        }
        return response;
    }

    /// A known page, otherwise the start page.
    private String findPage(String wanted) {
        boolean known = wanted.equals(FORMS)
                || wanted.equals(STATUS)
                || wanted.equals(SIGN_IN)
                || wanted.startsWith(FORMS + "/") && catalog.isDraftForm(wanted.substring(FORMS.length() + 1));
        return known ? wanted : START;
    }

    private static ApiException rejected() {
        return ApiException.ofKind(
                ProblemDetail.Kind.WRONG_CODE,
                "The data is not signed by Telegram for this bot, older than five minutes, or was used.");
    }
}
