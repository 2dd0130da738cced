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
import java.time.Clock;
import java.util.Map;
import pk.rahnuma.http.guard.UnreadBody;
import pk.rahnuma.http.limit.ApiRateLimiter;
import pk.rahnuma.person.news.NewsPreferenceService;

/// Page that turns off news by e-mail, by the link in each of them. Opening it changes nothing, since programs that
/// check mails open all links; its button does, and the button of a mail program (RFC 8058), which posts to the same
/// address.
@Controller(NewsPreferenceService.STOP_PATH + "{token}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class NewsStopController {

    private static final String QUESTION = "site.news_stop";

    private final SitePageRenderer pages;
    private final NewsPreferenceService preferences;
    private final ApiRateLimiter limiter;
    private final Clock clock;

    NewsStopController(SitePageRenderer pages, NewsPreferenceService preferences, ApiRateLimiter limiter, Clock clock) {
        this.pages = pages;
        this.preferences = preferences;
        this.limiter = limiter;
        this.clock = clock;
    }

    @Get
    HttpResponse<String> showQuestion(HttpRequest<?> request, @PathVariable String token) {
        return respond(request, HttpStatus.OK, QUESTION);
    }

    @Post
    @UnreadBody
    @Consumes("*/*")
    HttpResponse<String> stopNews(HttpRequest<?> request, @PathVariable String token) {
        limiter.checkPublicRead(request);
        return preferences.stopByToken(token, clock.instant())
                ? respond(request, HttpStatus.OK, "site.news_stopped")
                : respond(request, HttpStatus.NOT_FOUND, "site.news_stop_unknown");
    }

    private HttpResponse<String> respond(HttpRequest<?> request, HttpStatus status, String message) {
        return pages.respondUncached(
                status,
                pages.viewOf(PageLanguageResolver.resolveLanguage(request), null),
                "news.jte",
                Map.of("message", message, "asks", message.equals(QUESTION)));
    }
}
