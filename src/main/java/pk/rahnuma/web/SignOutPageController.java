package pk.rahnuma.web;

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
import java.net.URI;
import java.util.Map;
import pk.rahnuma.http.RequestOrigin;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.caller.ChatCookieWriter;
import pk.rahnuma.http.limit.ApiRateLimiter;

/// Signs this browser out of its chat, with or without a script, for people who share a computer.
@Controller("/{language:en|ur|ur-Latn}/" + SignOutPageController.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SignOutPageController {

    static final String PATH = "sign-out";

    private final SitePageRenderer pages;
    private final ChatAuthenticator authenticator;
    private final ChatCookieWriter cookies;
    private final ApiRateLimiter limiter;

    SignOutPageController(
            SitePageRenderer pages, ChatAuthenticator authenticator, ChatCookieWriter cookies, ApiRateLimiter limiter) {
        this.pages = pages;
        this.authenticator = authenticator;
        this.cookies = cookies;
        this.limiter = limiter;
    }

    /// Asks whether the person is sure.
    @Get
    HttpResponse<String> confirmSignOut(HttpRequest<?> request, @PathVariable String language) {
        limiter.checkPublicRead(request);
        return pages.respondUncached(HttpStatus.OK, pages.viewOf(language, PATH), "sign-out.jte", Map.of());
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> signOut(HttpRequest<?> request, @PathVariable String language) {
        limiter.checkPublicRead(request);
        RequestOrigin.requireSameSite(request);
        authenticator.signOut(request);
        return cookies.clearCookies(request, HttpResponse.seeOther(URI.create("/" + language + "/")));
    }
}
