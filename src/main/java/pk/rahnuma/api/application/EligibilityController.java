package pk.rahnuma.api.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.conversation.FormCatalogService;
import pk.rahnuma.desk.DraftService;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.http.IdempotentRequests;
import pk.rahnuma.http.JsonBodyReader;
import pk.rahnuma.http.LocalisedResponse;
import pk.rahnuma.http.limit.ApiRateLimiter;
import pk.rahnuma.shared.ScriptNames;

/// Tells whether and how to register, from a few answers that say nothing of the person. Stores no answer.
@Controller("/api/v1/eligibility")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Forms")
@ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
final class EligibilityController {

    private final FormCatalogService forms;
    private final ApiRateLimiter limiter;
    private final IdempotentRequests requests;

    EligibilityController(FormCatalogService forms, ApiRateLimiter limiter, IdempotentRequests requests) {
        this.forms = forms;
        this.limiter = limiter;
        this.requests = requests;
    }

    /// Request body.
    record AnswersRequest(JsonNode answers) {}

    /// Result of the check.
    ///
    /// @param result code of the result, such as `by_address`; missing while an answer is needed
    /// @param text the result in words; missing while an answer is needed
    /// @param forms that may follow, such as `register-individual`, and other scripts of the desk
    /// @param next question to answer; missing with a result
    /// @param problems messages by key of the answer; empty when all were accepted
    /// @param untaken keys of answers that this case does not need
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "EligibilityResponse", example = """
            {
              "forms": [],
              "next": {
                "key": "need",
                "type": "choice",
                "label": "For what",
                "ask": "What is it for?",
                "options": [
                  {"value": "alone", "label": "A VPN for me alone"},
                  {"value": "organisation", "label": "A VPN for an organisation"}
                ],
                "optional": false,
                "answered": false,
                "derived": false
              },
              "problems": {},
              "untaken": []
            }
            """)
    record EligibilityResponse(
            @Schema(example = "by_address") @Nullable String result,

            @Schema(example = "You can register your VPN with your static address.") @Nullable
            String text,

            @Schema(example = "[\"register-individual\", \"human\"]")
            List<String> forms,

            @Schema(nullable = true, requiredMode = Schema.RequiredMode.NOT_REQUIRED) @Nullable
            FormView.Field next,

            @Schema(example = "{\"need\": [\"Choose one of the options.\"]}")
            Map<String, List<String>> problems,

            @Schema(example = "[\"line\"]") Set<String> untaken) {

        static EligibilityResponse fromResult(FormCatalogService.FormResult result) {
            return new EligibilityResponse(
                    result.ending() == null ? null : result.ending().end(),
                    result.text(),
                    result.offers(),
                    result.form() == null ? null : result.form().fields().getLast(),
                    result.check().problems(),
                    result.check().untaken());
        }
    }

    /// Checks whether and how to register. Send the answers so far, and ask the person `next`, until there is a
    /// `result`.
    @Post
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(ref = "#/components/schemas/AnswersInput"),
                            examples =
                                    @ExampleObject(
                                            name = "Answers",
                                            value = "{\"answers\": {\"situation\": \"work\"}}")))
    @ApiResponse(responseCode = "200", description = "The result, or the next question")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/TooMany")
    HttpResponse<EligibilityResponse> checkEligibility(HttpRequest<?> request, @Nullable @Body byte[] body) {
        limiter.checkPublicRead(request);
        requests.claimKey(request, body);
        Map<String, Object> answers = AnswersReader.readAnswers(
                JsonBodyReader.readBody(body, AnswersRequest.class).answers());
        DraftService.requireKnown(forms.findUnknownAnswers(ScriptNames.ELIGIBILITY, answers));
        String language = LocalisedResponse.language(request);
        return LocalisedResponse.ofJson(
                EligibilityResponse.fromResult(forms.checkEligibility(answers, language)), language, "no-store");
    }
}
