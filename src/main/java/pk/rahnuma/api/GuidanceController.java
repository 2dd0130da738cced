package pk.rahnuma.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import pk.rahnuma.faq.GuidanceService;
import pk.rahnuma.faq.GuidanceTopic;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.EntityTags;
import pk.rahnuma.http.LocalisedResponse;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.limit.ApiRateLimiter;

/// Serves guidance in the language of `Accept-Language`.
@Controller(GuidanceController.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Guidance")
@ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
final class GuidanceController {

    static final String PATH = "/api/v1/guidance";

    /// Maximum characters of a question.
    static final int MAX_QUESTION_LENGTH = 500;

    private final GuidanceService guidance;
    private final ApiRateLimiter limiter;

    GuidanceController(GuidanceService guidance, ApiRateLimiter limiter) {
        this.guidance = guidance;
        this.limiter = limiter;
    }

    /// All topics.
    @Schema(name = "TopicList", example = """
            {
              "topics": [
                {"id": "fee", "group": "before", "title": "What does it cost?"},
                {"id": "processing_time", "group": "before", "title": "How long does it take?"}
              ]
            }
            """)
    record TopicList(List<GuidanceTopic.Link> topics) {}

    /// Lists all topics, in the order of the desk's menu.
    @Get("/topics")
    @ApiResponse(responseCode = "200", description = "The topics")
    @ApiResponse(responseCode = "304", ref = "#/components/responses/NotModified")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/TooMany")
    HttpResponse<TopicList> listTopics(HttpRequest<?> request) {
        limiter.checkPublicRead(request);
        String language = LocalisedResponse.language(request);
        return respondCached(request, new TopicList(guidance.listTopics(language)), language);
    }

    /// Shows a topic: its answer with source, date and how certain it is.
    ///
    /// @param id of the topic, such as `fee`
    @Get("/topics/{id}")
    @ApiResponse(
            responseCode = "200",
            description = "The topic",
            content =
                    @Content(
                            schema = @Schema(implementation = GuidanceTopic.class),
                            examples = @ExampleObject(name = "Topic", value = ApiExamples.TOPIC)))
    @ApiResponse(responseCode = "304", ref = "#/components/responses/NotModified")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/TooMany")
    HttpResponse<GuidanceTopic> showTopic(HttpRequest<?> request, @PathVariable @Schema(example = "fee") String id) {
        limiter.checkPublicRead(request);
        String language = LocalisedResponse.language(request);
        return respondCached(
                request,
                guidance.findTopic(id, language)
                        .orElseThrow(() -> ApiException.ofKind(
                                ProblemDetail.Kind.NOT_FOUND, "There is no such topic: list them.")),
                language);
    }

    /// Answers a question as the chat does: with one topic, with two for two questions in one, or with topics that may
    /// be meant. Leave out personal data: the question is part of the address.
    ///
    /// @param q question in any of the languages, at most 500 characters
    @Get("/search")
    @ApiResponse(
            responseCode = "200",
            description = "How the question ended",
            content =
                    @Content(
                            schema = @Schema(implementation = GuidanceService.SearchResult.class),
                            examples = @ExampleObject(name = "SearchResult", value = ApiExamples.SEARCH_RESULT)))
    @ApiResponse(responseCode = "429", ref = "#/components/responses/TooMany")
    HttpResponse<GuidanceService.SearchResult> searchTopics(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "") @Schema(maxLength = MAX_QUESTION_LENGTH, example = "Is it free?") String q) {
        limiter.checkPublicRead(request);
        if (q.isBlank() || q.length() > MAX_QUESTION_LENGTH) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.BAD_REQUEST,
                    "Give `q`: a question of at most " + MAX_QUESTION_LENGTH + " characters.");
        }
        String language = LocalisedResponse.language(request);
        return LocalisedResponse.ofJson(guidance.answerQuestion(q, language), language, "no-store");
    }

    private static <T> HttpResponse<T> respondCached(HttpRequest<?> request, T body, String language) {
        return EntityTags.tagResponse(
                request,
                EntityTags.of(body, language),
                LocalisedResponse.ofJson(body, language, LocalisedResponse.CACHED));
    }
}
