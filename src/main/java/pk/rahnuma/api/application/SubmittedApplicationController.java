package pk.rahnuma.api.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
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
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.api.ApiExamples;
import pk.rahnuma.api.conversation.FileController;
import pk.rahnuma.desk.ApplicationActionService;
import pk.rahnuma.desk.DraftService;
import pk.rahnuma.desk.FormChange;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.EntityTags;
import pk.rahnuma.http.IdempotencyKeys;
import pk.rahnuma.http.IdempotentRequests;
import pk.rahnuma.http.JsonBodyReader;
import pk.rahnuma.http.PageCursor;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.ReaderProblems;
import pk.rahnuma.http.SenderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.caller.RequiredScope;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.organisation.KeyScope;
import pk.rahnuma.registration.ApplicantAction;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.overview.ApplicationView;
import pk.rahnuma.registration.overview.ListApplicationDocumentsAction;
import pk.rahnuma.registration.overview.PersonApplicationService;

/// Lists and shows submitted applications, and takes actions on them.
@Controller("/api/v1/applications")
@Tag(name = "Applications")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "key")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SubmittedApplicationController {

    private final ChatAuthenticator authenticator;
    private final PersonApplicationService applications;
    private final ListApplicationDocumentsAction documents;
    private final ApplicationActionService actions;
    private final DraftService drafts;
    private final IdempotentRequests requests;
    private final Clock clock;

    SubmittedApplicationController(
            ChatAuthenticator authenticator,
            PersonApplicationService applications,
            ListApplicationDocumentsAction documents,
            ApplicationActionService actions,
            DraftService drafts,
            IdempotentRequests requests,
            Clock clock) {
        this.authenticator = authenticator;
        this.applications = applications;
        this.documents = documents;
        this.actions = actions;
        this.drafts = drafts;
        this.requests = requests;
        this.clock = clock;
    }

    /// A page of applications, newest first.
    ///
    /// @param next cursor of the next page; missing on the last
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ApplicationListResponse", example = """
            {
              "applications": [
                {
                  "reference": "K7MP-4RTX-9X",
                  "form": "register-individual",
                  "status": "in_work",
                  "lines": [{"status": "with_provider", "count": 1}],
                  "submitted": "2026-11-26T06:10:00Z",
                  "since": "2026-11-26T09:00:00Z",
                  "reasons": [],
                  "next": "desk",
                  "due": "2026-12-09T12:00:00Z"
                }
              ],
              "next": "MTc2NDMxNC4w"
            }
            """)
    record ApplicationListResponse(
            List<ApplicationResponse> applications,
            @Schema(example = "MTc2NDMxNC4w") @Nullable String next) {}

    /// Documents of an application.
    @Schema(name = "DocumentListResponse", example = """
            {
              "documents": [
                {
                  "question": "id_front",
                  "name": "card.jpg",
                  "kilobytes": 718,
                  "received": "2026-11-26T06:08:00Z",
                  "href": "/api/v1/conversation/files/8431202912771940127"
                }
              ]
            }
            """)
    record DocumentListResponse(List<DocumentResponse> documents) {}

    /// A document of an application.
    ///
    /// @param question name of the question that it answers; in a list `list/place/question`
    /// @param name of the file on the device; may be empty
    /// @param kilobytes rounded up
    /// @param href address of the file, for the chats of the person who sent it
    @Schema(name = "DocumentResponse")
    record DocumentResponse(
            @Schema(example = "id_front") String question,
            @Schema(example = "card.jpg") String name,
            @Schema(example = "718") long kilobytes,
            Instant received,

            @Schema(example = "/api/v1/conversation/files/8431202912771940127")
            String href) {

        static DocumentResponse fromItem(ListApplicationDocumentsAction.Item item) {
            return new DocumentResponse(
                    item.name(),
                    item.title(),
                    item.kilobytes(),
                    item.received(),
                    FileController.PATH + "/" + item.file());
        }
    }

    /// Request body of an action.
    ///
    /// @param action one of the application's `actions`
    /// @param lines numbers of lines, counted from 1, for all actions but `answer`; missing for all that allow the
    ///     action. `line_blocked` and `change` take one
    @Schema(name = "ActionRequest", example = "{\"action\": \"withdraw\"}")
    record ActionRequest(
            @Schema(implementation = ApplicantAction.class) String action,
            @Nullable @Schema(example = "[1, 3]") List<Integer> lines) {}

    /// Lists the person's applications and those of their organisations, newest first.
    /// The key of an organisation needs the scope `applications:read`.
    ///
    /// @param limit 1 to 50
    /// @param cursor `next` of the page before
    @Get
    @ApiResponse(responseCode = "200", description = "The applications")
    @ReaderProblems
    @RequiredScope(KeyScope.APPLICATIONS_READ)
    HttpResponse<ApplicationListResponse> listApplications(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "" + PageCursor.MAX_PAGE_SIZE)
                    @Schema(minimum = "1", maximum = "" + PageCursor.MAX_PAGE_SIZE, example = "20")
                    int limit,
            @Nullable @QueryValue @Schema(example = "MTc2NDMxNC4w") String cursor) {
        Chat chat = authenticator.requireReader(request);
        PageCursor after = PageCursor.parseText(cursor);
        int most = PageCursor.readLimit(limit);
        Instant now = clock.instant();
        List<ApplicationView> found = applications.listApplications(
                chat.conversation(), after.timeUpTo(now.plusSeconds(1)), after.id(), most + 1, now);
        List<ApplicationView> page = found.subList(0, Math.min(most, found.size()));
        Application last = page.isEmpty() ? null : page.getLast().application();
        return UncachedResponse.ofJson(new ApplicationListResponse(
                page.stream().map(ApplicationResponse::fromView).toList(),
                found.size() > most
                        ? PageCursor.ofTime(last.submitted(), last.id()).toText()
                        : null));
    }

    /// Shows an application: its status, what comes next and by when, what the person may do, and its history.
    /// The key of an organisation needs the scope `applications:read`.
    @Get("/{reference}")
    @ApiResponse(responseCode = "200", description = "The application")
    @ApiResponse(responseCode = "304", ref = "#/components/responses/NotModified")
    @ReaderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @RequiredScope(KeyScope.APPLICATIONS_READ)
    HttpResponse<ApplicationResponse> showApplication(
            HttpRequest<?> request, @PathVariable @Schema(example = "K7MP-4RTX-9X") String reference) {
        Chat chat = authenticator.requireReader(request);
        ApplicationResponse shown = ApplicationResponse.fromView(actions.requireApplication(chat, reference));
        return UncachedResponse.ofTaggedJson(request, shown);
    }

    /// Lists the documents of an application on which the person may act.
    /// The key of an organisation needs the scope `applications:read`.
    @Get("/{reference}/documents")
    @ApiResponse(responseCode = "200", description = "The documents")
    @ReaderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @RequiredScope(KeyScope.APPLICATIONS_READ)
    HttpResponse<DocumentListResponse> listDocuments(
            HttpRequest<?> request, @PathVariable @Schema(example = "K7MP-4RTX-9X") String reference) {
        Chat chat = authenticator.requireReader(request);
        actions.requireApplication(chat, reference);
        return UncachedResponse.ofJson(new DocumentListResponse(
                documents.listDocuments(chat.conversation(), reference, clock.instant()).stream()
                        .map(DocumentResponse::fromItem)
                        .toList()));
    }

    /// Takes one of the actions of an application. `withdraw`, `end`, `take_back`, `look_again`, `renew`, `pause` and
    /// `resume` take effect at once; `line_blocked` reports the line at once and asks for more; `answer` and `change`
    /// begin with a draft. A draft is filled and submitted like that of an application. With `If-Match`, the action is
    /// refused when the application has changed since it was read.
    /// The key of an organisation needs the scope `applications:write`.
    @Post("/{reference}/actions")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ActionRequest.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The draft or the result, and the application",
            content =
                    @Content(
                            schema = @Schema(implementation = FormOutcomeResponse.class),
                            examples = @ExampleObject(name = "Withdrawn", value = ApiExamples.WITHDRAWN_APPLICATION)))
    @SenderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "412", ref = "#/components/responses/PreconditionFailed")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    @RequiredScope(KeyScope.APPLICATIONS_WRITE)
    HttpResponse<FormOutcomeResponse> takeAction(
            HttpRequest<?> request,
            @PathVariable @Schema(example = "K7MP-4RTX-9X") String reference,
            @Nullable @Body byte[] body) {
        Chat chat = authenticator.requireSender(request);
        ActionRequest wanted = JsonBodyReader.readBody(body, ActionRequest.class);
        ApplicantAction action = Optional.ofNullable(wanted.action())
                .flatMap(ApplicantAction::parseWord)
                .orElseThrow(() -> ApiException.ofKind(
                        ProblemDetail.Kind.INVALID, "Give `action`: one of the `actions` of the application."));
        Set<Integer> lines = wanted.lines() == null ? Set.of() : new HashSet<>(wanted.lines());
        boolean one = !ApplicationActionService.isImmediate(action);
        if (lines.stream().anyMatch(number -> number == null || number < 1) || one && lines.size() > 1) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.INVALID,
                    "Give `lines`: " + (one ? "the number of one line" : "numbers of lines") + ", counted from 1.");
        }
        return UncachedResponse.ofJson(
                ApplicationActionService.isImmediate(action)
                        ? takeImmediateAction(request, chat, reference, action, lines, body)
                        : beginAction(request, chat, reference, action, lines, body));
    }

    private FormOutcomeResponse takeImmediateAction(
            HttpRequest<?> request,
            Chat chat,
            String reference,
            ApplicantAction action,
            Set<Integer> lines,
            byte[] body) {
        return requests.executeOnce(
                chat,
                request,
                body,
                FormOutcomeResponse.class,
                () -> FormOutcomeResponse.fromOutcome(actions.takeImmediateAction(
                        chat, reference, action, lines, current -> requireMatch(request, current))));
    }

    private FormOutcomeResponse beginAction(
            HttpRequest<?> request,
            Chat chat,
            String reference,
            ApplicantAction action,
            Set<Integer> lines,
            byte[] body) {
        ApplicationView shown = actions.requireApplication(chat, reference);
        FormChange change = drafts.openChange(
                authenticator.toCaller(chat, request), IdempotencyKeys.identifyRequest(request, body));
        return FormOutcomeResponse.fromOutcome(actions.beginAction(
                change,
                shown,
                action,
                lines.stream().findFirst().orElse(null),
                current -> requireMatch(request, current)));
    }

    private static void requireMatch(HttpRequest<?> request, ApplicationView shown) {
        EntityTags.requireMatch(request, () -> EntityTags.of(ApplicationResponse.fromView(shown)));
    }
}
