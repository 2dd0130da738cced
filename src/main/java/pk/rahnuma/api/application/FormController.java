package pk.rahnuma.api.application;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import pk.rahnuma.conversation.FormCatalogService;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.LocalisedResponse;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.limit.ApiRateLimiter;

/// Serves the forms of the desk as JSON Schemas, in the language of `Accept-Language`.
@Controller("/api/v1/forms")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Forms")
@ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
final class FormController {

    private final FormCatalogService forms;
    private final ApiRateLimiter limiter;

    FormController(FormCatalogService forms, ApiRateLimiter limiter) {
        this.forms = forms;
        this.limiter = limiter;
    }

    /// All forms.
    @Schema(name = "FormListResponse", example = """
            {
              "forms": [
                {
                  "name": "register-individual",
                  "title": "Register a VPN (freelancer or remote worker)",
                  "flow": "3f0c96d1a27b44e8",
                  "draft": true
                }
              ]
            }
            """)
    record FormListResponse(List<FormCatalogService.FormLink> forms) {}

    /// Lists the forms, in the order of the desk's menu.
    @Get
    @ApiResponse(responseCode = "200", description = "The forms")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/TooMany")
    HttpResponse<FormListResponse> listForms(HttpRequest<?> request) {
        limiter.checkPublicRead(request);
        String language = LocalisedResponse.language(request);
        return LocalisedResponse.ofJson(
                new FormListResponse(forms.listForms(language)), language, LocalisedResponse.CACHED);
    }

    /// Shows the JSON Schema of a form: questions with types, limits and options. Hints for the display begin with
    /// `x-`.
    ///
    /// @param form name of its script, such as `register-individual`
    @Get("/{form}")
    @ApiResponse(
            responseCode = "200",
            description = "The schema",
            content = @Content(schema = @Schema(ref = "#/components/schemas/FormSchema")))
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/TooMany")
    HttpResponse<Map<String, Object>> showFormSchema(
            HttpRequest<?> request, @PathVariable @Schema(example = "register-individual") String form) {
        limiter.checkPublicRead(request);
        String language = LocalisedResponse.language(request);
        return forms.findSchema(form, language)
                .map(schema -> LocalisedResponse.ofJson(schema, language, LocalisedResponse.CACHED))
                .orElseThrow(() ->
                        ApiException.ofKind(ProblemDetail.Kind.NOT_FOUND, "There is no such form: list the forms."));
    }
}
