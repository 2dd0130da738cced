package pk.rahnuma.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.time.Clock;
import pk.rahnuma.api.http.RequestOrigin;
import pk.rahnuma.api.limit.ApiRateLimiter;
import pk.rahnuma.person.news.NewsPreferenceService;

/// Page that turns off news by e-mail, by the link in each of them. Opening it changes nothing, since programs that
/// check mails open all links; its button does, and the button of a mail program (RFC 8058), which posts to the same
/// address.
@Controller(NewsPreferenceService.STOP_PATH + "{token}")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class NewsStopController {

    private final ChatPageRenderer pages;
    private final NewsPreferenceService preferences;
    private final ApiRateLimiter limiter;
    private final RequestOrigin origin;
    private final Clock clock;

    NewsStopController(
            ChatPageRenderer pages,
            NewsPreferenceService preferences,
            ApiRateLimiter limiter,
            RequestOrigin origin,
            Clock clock) {
        this.pages = pages;
        this.preferences = preferences;
        this.limiter = limiter;
        this.origin = origin;
        this.clock = clock;
    }

    @Get
    HttpResponse<String> showQuestion(HttpRequest<?> request, @PathVariable String token) {
        return toResponse(request, HttpResponse.ok(), ChatPageRenderer.NewsPage.QUESTION);
    }

    @Post
    @Consumes("*/*")
    HttpResponse<String> stopNews(HttpRequest<?> request, @PathVariable String token) {
        limiter.checkPublicRead(origin.clientAddress(request));
        return preferences.stopByToken(token, clock.instant())
                ? toResponse(request, HttpResponse.ok(), ChatPageRenderer.NewsPage.STOPPED)
                : toResponse(request, HttpResponse.notFound(), ChatPageRenderer.NewsPage.UNKNOWN);
    }

    private HttpResponse<String> toResponse(
            HttpRequest<?> request, MutableHttpResponse<String> response, ChatPageRenderer.NewsPage page) {
        return response.body(pages.newsPage(PageLanguageResolver.resolveLanguage(request), page))
                .contentType(ChatPageController.HTML_MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
