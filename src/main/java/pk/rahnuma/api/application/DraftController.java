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
import java.util.Optional;
import pk.rahnuma.api.ApiExamples;
import pk.rahnuma.conversation.ConversationFormService;
import pk.rahnuma.conversation.FormCatalogService;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.EntityTags;
import pk.rahnuma.http.IdempotentRequests;
import pk.rahnuma.http.JsonBodyReader;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.ReaderProblems;
import pk.rahnuma.http.SenderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.caller.RequiredScope;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.organisation.key.KeyScope;

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

    /// The form that a key fills, for its organisation.
    private static final String ORGANISATION_FORM = "register-company";

    private static final String ORGANISATION = "organisation";

    private static final String NEW_ORGANISATION = "new";

    private static final String CONSENT = "consent";

    private final ChatAuthenticator callers;
    private final DraftService drafts;
    private final FormCatalogService catalog;
    private final IdempotentRequests requests;

    DraftController(
            ChatAuthenticator callers, DraftService drafts, FormCatalogService catalog, IdempotentRequests requests) {
        this.callers = callers;
        this.drafts = drafts;
        this.catalog = catalog;
        this.requests = requests;
    }

    /// Drafts, the active one first.
    @Schema(name = "DraftListResponse", example = "{\"drafts\": [" + DraftResponse.EXAMPLE + "]}")
    record DraftListResponse(List<DraftResponse> drafts) {}

    /// Request body of a new draft.
    ///
    /// @param form name of a form with `draft: true`
    /// @param answers to begin with, or null
    record NewDraftRequest(String form, JsonNode answers) {}

    /// Request body with answers.
    record AnswersRequest(JsonNode answers) {}

    /// Request body of a submission.
    ///
    /// @param declaration true: the person declares what the question `declaration` of the form says
    record SubmissionRequest(Boolean declaration) {}

    /// Lists the drafts of the person: forms that were begun in the app or in a chat.
    /// The key of an organisation needs the scope `applications:write`.
    @Get
    @ApiResponse(responseCode = "200", description = "The drafts")
    @ReaderProblems
    @RequiredScope(KeyScope.APPLICATIONS_WRITE)
    HttpResponse<DraftListResponse> listDrafts(HttpRequest<?> request) {
        return UncachedResponse.ofJson(
                new DraftListResponse(drafts.listForms(callers.requireReader(request)).forms().stream()
                        .map(DraftResponse::fromForm)
                        .toList()));
    }

    /// Creates a draft, or returns the person's draft of that form with 200.
    /// The key of an organisation needs the scope `applications:write`.
    @Post
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "#/components/schemas/NewDraftInput")))
    @ApiResponse(
            responseCode = "201",
            description = "The new draft",
            content = @Content(schema = @Schema(implementation = FormOutcome.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The draft that there was",
            content = @Content(schema = @Schema(implementation = FormOutcome.class)))
    @SenderProblems
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    @RequiredScope(KeyScope.APPLICATIONS_WRITE)
    HttpResponse<FormOutcome> createDraft(HttpRequest<?> request, @Nullable @Body byte[] body) {
        DraftService.FormRequest change = readChange(request, body);
        NewDraftRequest wanted = JsonBodyReader.readBody(body, NewDraftRequest.class);
        if (wanted.form() == null || !catalog.isDraftForm(wanted.form())) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.INVALID,
                    "Give `form`: the name of a form with `draft: true` at `/api/v1/forms`.");
        }
        drafts.requireOperator(wanted.form());
        if (ChatAuthenticator.isOfKey(request) && !wanted.form().equals(ORGANISATION_FORM)) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.NOT_ALLOWED, "Keys of organisations fill `" + ORGANISATION_FORM + "` only.");
        }
        Map<String, Object> answers = wanted.answers() == null
                ? Map.of()
                : requireOwnOrganisation(request, AnswersReader.readAnswers(wanted.answers()));
        AnswersReader.requireKnown(catalog.findUnknownAnswers(wanted.form(), answers));
        boolean known = findByScript(change.before(), wanted.form()).isPresent();
        drafts.startForm(change, wanted.form());
        ConversationFormService.FormList started = drafts.listForms(change.chat());
        FormView form = findByScript(started, wanted.form())
                .orElseThrow(() -> ApiException.ofKind(ProblemDetail.Kind.NOT_FOUND, "The form has ended already."));
        FormOutcome outcome = answers.isEmpty()
                ? FormOutcome.ofDraft(DraftResponse.fromForm(form))
                : drafts.fillForm(change.next("answers", started), form.session(), answers, false, null);
        return UncachedResponse.ofJson(outcome)
                .status(known ? HttpStatus.OK : HttpStatus.CREATED)
                .header(HttpHeaders.LOCATION, PATH + "/" + form.session());
    }

    private static Optional<FormView> findByScript(ConversationFormService.FormList forms, String script) {
        return forms.forms().stream()
                .filter(form -> form.script().equals(script))
                .findFirst();
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
        FormView form = DraftService.requireForm(drafts.listForms(callers.requireReader(request)), id);
        return EntityTags.tagResponse(
                request, EntityTags.of(form), UncachedResponse.ofJson(DraftResponse.fromForm(form)));
    }

    /// Fills a draft. Answers are taken in the order of the form, as far as it asks for them: `problems` says what was
    /// wrong with the others, `untaken` names those that are not needed, or not yet. Equal answers change nothing.
    /// The key of an organisation needs the scope `applications:write`.
    @Patch("/{id}")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "#/components/schemas/AnswersInput")))
    @ApiResponse(
            responseCode = "200",
            description = "The draft, or the end of the form",
            content = @Content(schema = @Schema(implementation = FormOutcome.class)))
    @SenderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "412", ref = "#/components/responses/PreconditionFailed")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    @RequiredScope(KeyScope.APPLICATIONS_WRITE)
    HttpResponse<FormOutcome> fillDraft(
            HttpRequest<?> request, @PathVariable @Schema(example = "2") String id, @Nullable @Body byte[] body) {
        DraftService.FormRequest change = readChange(request, body);
        Map<String, Object> answers = readAnswers(request, body);
        Optional<FormView> draft = requireDraft(change, id);
        draft.ifPresent(form -> {
            drafts.requireOperator(form.script());
            requireConsentKept(form, answers);
        });
        Integer version = findVersion(request, draft);
        return UncachedResponse.ofJson(drafts.fillForm(change, id, answers, false, version));
    }

    /// Checks answers: the draft as it would be with them. Nothing is stored.
    /// The key of an organisation needs the scope `applications:write`.
    @Post("/{id}/check")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "#/components/schemas/AnswersInput")))
    @ApiResponse(
            responseCode = "200",
            description = "The draft as it would be",
            content = @Content(schema = @Schema(implementation = DraftResponse.class)))
    @ReaderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    @RequiredScope(KeyScope.APPLICATIONS_WRITE)
    HttpResponse<DraftResponse> checkDraft(
            HttpRequest<?> request, @PathVariable @Schema(example = "2") String id, @Nullable @Body byte[] body) {
        Chat chat = callers.requireReader(request);
        requests.claimKey(chat, request, body);
        return UncachedResponse.ofJson(drafts.previewForm(chat, id, readAnswers(request, body)));
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
                            schema = @Schema(implementation = FormOutcome.class),
                            examples = @ExampleObject(name = "Submitted", value = ApiExamples.SUBMITTED_APPLICATION)))
    @SenderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "412", ref = "#/components/responses/PreconditionFailed")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    @RequiredScope(KeyScope.APPLICATIONS_WRITE)
    HttpResponse<FormOutcome> submitDraft(
            HttpRequest<?> request, @PathVariable @Schema(example = "2") String id, @Nullable @Body byte[] body) {
        DraftService.FormRequest change = readChange(request, body);
        if (!Boolean.TRUE.equals(
                JsonBodyReader.readBody(body, SubmissionRequest.class).declaration())) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.INVALID, "Give `declaration`: true, after the person has made it.");
        }
        Optional<FormOutcome> submitted = drafts.findSubmitted(change, id);
        if (submitted.isPresent()) {
            return UncachedResponse.ofJson(submitted.get());
        }
        Optional<FormView> draft = requireDraft(change, id);
        draft.ifPresent(form -> drafts.requireOperator(form.script()));
        Map<String, Object> skipped = draft.map(form -> drafts.skipOptionalQuestions(change.chat(), form))
                .orElse(Map.of());
        return UncachedResponse.ofJson(drafts.fillForm(change, id, skipped, true, findVersion(request, draft)));
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
        DraftService.FormRequest change = readChange(request, null);
        DraftService.requireForm(change.before(), id);
        drafts.discardForm(change, id);
        return HttpResponse.noContent();
    }

    private static Map<String, Object> readAnswers(HttpRequest<?> request, byte[] body) {
        return requireOwnOrganisation(
                request,
                AnswersReader.readAnswers(
                        JsonBodyReader.readBody(body, AnswersRequest.class).answers()));
    }

    private static Map<String, Object> requireOwnOrganisation(HttpRequest<?> request, Map<String, Object> answers) {
        if (ChatAuthenticator.isOfKey(request) && NEW_ORGANISATION.equals(answers.get(ORGANISATION))) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.INVALID,
                    "A key applies for its organisation: answer `" + ORGANISATION + "` with the id of that.");
        }
        return answers;
    }

    /// A consent that was given is taken back for all forms, not as an answer of one.
    private static void requireConsentKept(FormView form, Map<String, Object> answers) {
        if (Boolean.FALSE.equals(answers.get(CONSENT))
                && form.fields().stream().anyMatch(field -> field.key().equals(CONSENT) && field.answered())) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.INVALID, "To take the consent back, send `DELETE /api/v1/me/consents`.");
        }
    }

    /// The draft; empty only for a request that may be a repeat, which gets the result of the first.
    private Optional<FormView> requireDraft(DraftService.FormRequest change, String id) {
        Optional<FormView> form = change.before().findForm(id);
        return form.isPresent() || drafts.isRepeated(change)
                ? form
                : Optional.of(DraftService.requireForm(change.before(), id));
    }

    /// Version of the draft for a request with `If-Match`; null for any other, and for a repeat.
    ///
    /// @param draft empty for a repeat
    private static Integer findVersion(HttpRequest<?> request, Optional<FormView> draft) {
        if (draft.isEmpty() || !EntityTags.hasCondition(request)) {
            return null;
        }
        EntityTags.requireMatch(request, () -> EntityTags.of(draft.get()));
        return draft.get().version();
    }

    private DraftService.FormRequest readChange(HttpRequest<?> request, byte[] body) {
        return drafts.readRequest(callers.requireSender(request), request, body);
    }
}
