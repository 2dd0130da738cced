package pk.rahnuma.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.faq.GuidanceService;
import pk.rahnuma.faq.GuidanceTopic;
import pk.rahnuma.http.LocalisedResponse;
import pk.rahnuma.http.limit.ApiRateLimiter;

/// A page for each topic of the guidance, the search in it, and the pages about privacy and accessibility.
@Controller("/{language:en|ur|ur-Latn}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class GuidancePageController {

    static final String PRIVACY_PATH = "privacy";
    static final String ACCESSIBILITY_PATH = "accessibility";
    static final String TOPIC_PATH = "guidance/";

    private static final int MAX_QUESTION_LENGTH = 500;

    private final GuidanceService guidance;
    private final SitePageRenderer pages;
    private final ApiRateLimiter limiter;

    GuidancePageController(GuidanceService guidance, SitePageRenderer pages, ApiRateLimiter limiter) {
        this.guidance = guidance;
        this.pages = pages;
        this.limiter = limiter;
    }

    /// Shows a topic.
    ///
    /// @return null when there is none of this name
    @Nullable
    @Get("/guidance/{topic}")
    HttpResponse<String> showTopic(HttpRequest<?> request, @PathVariable String language, @PathVariable String topic) {
        limiter.checkPublicRead(request);
        return guidance.findTopic(topic, language)
                .map(found -> pages.respond(
                        HttpStatus.OK,
                        pages.viewOf(language, TOPIC_PATH + found.id()),
                        "topic.jte",
                        LocalisedResponse.CACHED,
                        Map.of("topic", found, "data", StructuredData.ofTopic(found, language))))
                .orElse(null);
    }

    /// Answers a question as the chat does.
    ///
    /// @param q in any of the languages
    @Get("/search")
    HttpResponse<String> searchTopics(
            HttpRequest<?> request, @PathVariable String language, @QueryValue(defaultValue = "") String q) {
        limiter.checkPublicRead(request);
        if (q.isBlank()) {
            return HttpResponse.seeOther(URI.create("/" + language + "/"));
        }
        if (q.length() > MAX_QUESTION_LENGTH) {
            return respondSearch(HttpStatus.BAD_REQUEST, language, "", null);
        }
        return respondSearch(HttpStatus.OK, language, q, guidance.answerQuestion(q, language));
    }

    /// @param result null when the question is too long
    private HttpResponse<String> respondSearch(
            HttpStatus status, String language, String question, GuidanceService.SearchResult result) {
        Map<String, Object> values = new HashMap<>();
        values.put("question", question);
        values.put("most", MAX_QUESTION_LENGTH);
        values.put("result", result);
        // Refusals have no page of their own.
        values.put(
                "linked",
                result == null
                        ? Set.of()
                        : result.topics().stream()
                                .map(GuidanceTopic::id)
                                .filter(id -> guidance.findTopic(id, language).isPresent())
                                .collect(Collectors.toSet()));
        return pages.respondUncached(status, pages.viewOf(language, null), "search.jte", values);
    }

    /// Shows the page about privacy or about accessibility.
    @Get("/{page:" + PRIVACY_PATH + "|" + ACCESSIBILITY_PATH + "}")
    HttpResponse<String> showStatement(
            HttpRequest<?> request, @PathVariable String language, @PathVariable String page) {
        limiter.checkPublicRead(request);
        return pages.respond(
                HttpStatus.OK, pages.viewOf(language, page), page + ".jte", LocalisedResponse.CACHED, Map.of());
    }
}
