package pk.rahnuma.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pk.rahnuma.faq.GuidanceService;
import pk.rahnuma.faq.GuidanceTopic;
import pk.rahnuma.http.LocalisedResponse;
import pk.rahnuma.http.limit.ApiRateLimiter;

/// Home page: the check whether one has to register, the forms, the status, and the answers to questions.
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class HomePageController {

    private final GuidanceService guidance;
    private final SitePageRenderer pages;
    private final ApiRateLimiter limiter;

    HomePageController(GuidanceService guidance, SitePageRenderer pages, ApiRateLimiter limiter) {
        this.guidance = guidance;
        this.pages = pages;
        this.limiter = limiter;
    }

    /// Shows the home page in the language of the browser, or of the last visit.
    @Get("/")
    HttpResponse<String> showHomePage(HttpRequest<?> request) {
        limiter.checkPublicRead(request);
        return respond(PageLanguageResolver.resolveLanguage(request), "no-cache")
                .header(HttpHeaders.VARY, "Accept-Language, Cookie");
    }

    /// Shows the home page of a language.
    @Get("/{language:en|ur|ur-Latn}")
    HttpResponse<String> showHomePage(HttpRequest<?> request, @PathVariable String language) {
        limiter.checkPublicRead(request);
        return respond(language, LocalisedResponse.CACHED);
    }

    private MutableHttpResponse<String> respond(String language, String cacheControl) {
        Map<String, List<GuidanceTopic.Link>> groups = guidance.listTopics(language).stream()
                .collect(Collectors.groupingBy(GuidanceTopic.Link::group, LinkedHashMap::new, Collectors.toList()));
        SiteView view = pages.viewOf(language, "");
        return pages.respond(
                HttpStatus.OK,
                view,
                "home.jte",
                cacheControl,
                Map.of("groups", groups, "data", StructuredData.ofDesk(view)));
    }
}
