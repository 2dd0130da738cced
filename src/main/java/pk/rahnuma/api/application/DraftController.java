package pk.rahnuma.api.application;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import pk.rahnuma.api.ApiExamples;
import pk.rahnuma.desk.Caller;
import pk.rahnuma.desk.DraftService;
import pk.rahnuma.desk.FormChange;
import pk.rahnuma.desk.FormOutcome;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.EntityTags;
import pk.rahnuma.http.IdempotencyKeys;
import pk.rahnuma.http.IdempotentRequests;
import pk.rahnuma.http.JsonBodyReader;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.ReaderProblems;
import pk.rahnuma.http.SenderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.caller.RequiredScope;
import pk.rahnuma.organisation.KeyScope;

/// Creates, fills, checks and submits drafts.
@Controller(DraftController.PATH)
@Tag(name = "Applications")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "key")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DraftController {

    static final String PATH = "/api/v1/applications/drafts";

    private final ChatAuthenticator authenticator;
    private final DraftService drafts;
    private final IdempotentRequests requests;

    DraftController(ChatAuthenticator authenticator, DraftService drafts, IdempotentRequests requests) {
        this.authenticator = authenticator;
        this.drafts = drafts;
        this.requests = requests;
    }

    /// Drafts, the active one first.
    @Schema(name = "DraftListResponse", example = "{\"drafts\": [" + DraftResponse.EXAMPLE + "]}")
    record DraftListResponse(List<DraftResponse> drafts) {}

    /// Request body of a new draft.
    ///
    /// @param form name of a form with `draft: true`
    /// @param name by which a key keeps its drafts apart, or null
    /// @param answers to begin with, or null
    record NewDraftRequest(String form, String name, JsonNode answers) {}

    /// Request body with answers.
    record AnswersRequest(JsonNode answers) {}

    /// Request body of a submission.
    ///
    /// @param declaration true: the person declares what the question `declaration` of the form says
    record SubmissionRequest(Boolean declaration) {}

    /// Lists the drafts of the person: forms that were begun in the app or in a chat. Their fields are left out.
    /// The key of an organisation needs the scope `applications:write`.
    @Get
    @ApiResponse(responseCode = "200", description = "The drafts")
    @ReaderProblems
    @RequiredScope(KeyScope.APPLICATIONS_WRITE)
    HttpResponse<DraftListResponse> listDrafts(HttpRequest<?> request) {
        return UncachedResponse.ofJson(
                new DraftListResponse(drafts.openForms(authenticator.requireReader(request)).forms().stream()
                        .map(DraftResponse::fromListed)
                        .toList()));
    }

    /// Creates a draft, or returns the person's draft of that form with 200.
    /// The key of an organisation needs the scope `applications:write`. With `name` it keeps up to 10 drafts apart: a
    /// draft that has the name is returned with 200.
    @Post
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "#/components/schemas/NewDraftInput")))
    @ApiResponse(
            responseCode = "201",
            description = "The new draft",
            content = @Content(schema = @Schema(implementation = FormOutcomeResponse.class)))
    @ApiResponse(responseCode = "200", description = "The draft that there was")
    @SenderProblems
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    @RequiredScope(KeyScope.APPLICATIONS_WRITE)
    HttpResponse<FormOutcomeResponse> createDraft(HttpRequest<?> request, @Nullable @Body byte[] body) {
        FormChange change = openChange(request, body);
        NewDraftRequest wanted = JsonBodyReader.readBody(body, NewDraftRequest.class);
        DraftService.CreatedDraft created = drafts.createDraft(
                change,
                wanted.form() == null ? "" : wanted.form(),
                wanted.name(),
                wanted.answers() == null ? Map.of() : AnswersReader.readAnswers(wanted.answers()));
        return UncachedResponse.ofJson(FormOutcomeResponse.fromOutcome(created.outcome()))
                .status(created.known() ? HttpStatus.OK : HttpStatus.CREATED)
                .header(HttpHeaders.LOCATION, PATH + "/" + created.draft());
    }

    /// Shows a draft.
    /// The key of an organisation needs the scope `applications:write`.
    @Get("/{id}")
    @ApiResponse(responseCode = "200", description = "The draft")
    @ApiResponse(responseCode = "304", ref = "#/components/responses/NotModified")
    @ReaderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @RequiredScope(KeyScope.APPLICATIONS_WRITE)
    HttpResponse<DraftResponse> showDraft(HttpRequest<?> request, @PathVariable @Schema(example = "2") String id) {
        FormView form = DraftService.requireForm(drafts.openForms(authenticator.requireReader(request)), id);
        return EntityTags.tagResponse(
                request, EntityTags.of(form), UncachedResponse.ofJson(DraftResponse.fromForm(form, null)));
    }

    /// Fills a draft. Answers are taken in the order of the form, as far as it asks for them: `problems` says what was
    /// wrong with the others, `untaken` names those that are not needed, or not yet. Equal answers change nothing.
    /// The key of an organisation needs the scope `applications:write`.
    @Patch("/{id}")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "#/components/schemas/AnswersInput")))
    @ApiResponse(responseCode = "200", description = "The draft, or the end of the form")
    @SenderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "412", ref = "#/components/responses/PreconditionFailed")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    @RequiredScope(KeyScope.APPLICATIONS_WRITE)
    HttpResponse<FormOutcomeResponse> fillDraft(
            HttpRequest<?> request, @PathVariable @Schema(example = "2") String id, @Nullable @Body byte[] body) {
        FormChange change = openChange(request, body);
        Map<String, Object> answers = readAnswers(body);
        return UncachedResponse.ofJson(FormOutcomeResponse.fromOutcome(
                drafts.fillDraft(change, id, answers, form -> findVersion(request, form))));
    }

    /// Checks answers: the draft as it would be with them. Nothing is stored.
    /// The key of an organisation needs the scope `applications:write`.
    @Post("/{id}/check")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "#/components/schemas/AnswersInput")))
    @ApiResponse(responseCode = "200", description = "The draft as it would be")
    @ReaderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    @RequiredScope(KeyScope.APPLICATIONS_WRITE)
    HttpResponse<DraftResponse> checkDraft(
            HttpRequest<?> request, @PathVariable @Schema(example = "2") String id, @Nullable @Body byte[] body) {
        Caller caller = authenticator.toCaller(authenticator.requireReader(request), request);
        requests.claimKey(caller.chat(), request, body);
        FormOutcome preview = drafts.previewDraft(caller, id, readAnswers(body));
        return UncachedResponse.ofJson(DraftResponse.fromForm(preview.form(), preview.check()));
    }

    /// Submits a complete draft: optional questions may be open. A repeated request gets the same application.
    /// The key of an organisation needs the scope `applications:write`.
    @Post("/{id}/submission")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "#/components/schemas/SubmissionInput")))
    @ApiResponse(
            responseCode = "200",
            description = "The end of the form, with the application",
            content =
                    @Content(
                            schema = @Schema(implementation = FormOutcomeResponse.class),
                            examples = @ExampleObject(name = "Submitted", value = ApiExamples.SUBMITTED_APPLICATION)))
    @SenderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "412", ref = "#/components/responses/PreconditionFailed")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    @RequiredScope(KeyScope.APPLICATIONS_WRITE)
    HttpResponse<FormOutcomeResponse> submitDraft(
            HttpRequest<?> request, @PathVariable @Schema(example = "2") String id, @Nullable @Body byte[] body) {
        FormChange change = openChange(request, body);
        if (!Boolean.TRUE.equals(
                JsonBodyReader.readBody(body, SubmissionRequest.class).declaration())) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.INVALID, "Give `declaration`: true, after the person has made it.");
        }
        FormOutcome outcome = drafts.submitDraft(change, id, form -> findVersion(request, form));
        return UncachedResponse.ofJson(FormOutcomeResponse.fromOutcome(outcome));
    }

    /// Discards a draft with its answers.
    /// The key of an organisation needs the scope `applications:write`.
    @Delete("/{id}")
    @ApiResponse(responseCode = "204", description = "Discarded")
    @SenderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @RequiredScope(KeyScope.APPLICATIONS_WRITE)
    @Produces(MediaType.ALL)
    HttpResponse<?> discardDraft(HttpRequest<?> request, @PathVariable @Schema(example = "2") String id) {
        drafts.discardDraft(openChange(request, null), id);
        return HttpResponse.noContent();
    }

    private static Map<String, Object> readAnswers(byte[] body) {
        return AnswersReader.readAnswers(
                JsonBodyReader.readBody(body, AnswersRequest.class).answers());
    }

    /// Version of the draft for a request with `If-Match`; null for any other.
    private static @Nullable Integer findVersion(HttpRequest<?> request, FormView draft) {
        if (!EntityTags.hasCondition(request)) {
            return null;
        }
        EntityTags.requireMatch(request, () -> EntityTags.of(draft));
        return draft.version();
    }

    private FormChange openChange(HttpRequest<?> request, byte[] body) {
        Caller caller = authenticator.toCaller(authenticator.requireSender(request), request);
        return drafts.openChange(caller, IdempotencyKeys.identifyRequest(request, body));
    }
}
