package pk.rahnuma.api.chat;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import pk.rahnuma.api.description.ApiExamples;
import pk.rahnuma.api.form.AnswersReader;
import pk.rahnuma.api.problem.ApiException;
import pk.rahnuma.api.problem.ProblemDetail;
import pk.rahnuma.api.problem.ReaderProblems;
import pk.rahnuma.api.problem.SenderProblems;
import pk.rahnuma.api.response.ResponseDelayer;
import pk.rahnuma.api.response.UncachedResponse;
import pk.rahnuma.api.token.ChatAuthentication;
import pk.rahnuma.api.token.ChatAuthenticator;
import pk.rahnuma.conversation.ConversationFormService;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.person.PersonLock;

/// Serves the conversation as a form, for apps that show many questions at once.
@Controller("/api/v1/conversation/form")
@Tag(name = "Conversation")
@ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConversationFormController {

    private final ChatAuthenticator callers;
    private final MessageSubmissionService turns;
    private final ConversationFormService forms;
    private final PersonLock persons;
    private final SubmittedFiles files;
    private final ResponseDelayer hold;

    ConversationFormController(
            ChatAuthenticator callers,
            MessageSubmissionService turns,
            ConversationFormService forms,
            PersonLock persons,
            SubmittedFiles files,
            ResponseDelayer hold) {
        this.callers = callers;
        this.turns = turns;
        this.forms = forms;
        this.persons = persons;
        this.files = files;
        this.hold = hold;
    }

    /// Returns the form to show now.
    ///
    /// @return 204 when no script runs or there is no chat
    @Get
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Operation(deprecated = true)
    @ApiResponse(
            responseCode = "200",
            description = "The form",
            content =
                    @Content(
                            schema = @Schema(implementation = FormView.class),
                            examples = @ExampleObject(name = "Form", value = ApiExamples.FORM)))
    @ApiResponse(responseCode = "204", description = "No script runs")
    @ApiResponse(responseCode = "304", ref = "#/components/responses/NotModified")
    @ReaderProblems
    CompletionStage<HttpResponse<FormView>> showForm(HttpRequest<?> request) {
        Optional<Chat> chat = callers.findContentReader(request);
        if (chat.isEmpty()) {
            return CompletableFuture.completedFuture(HttpResponse.noContent());
        }
        ConversationFormService.FormState shown = forms.showForm(chat.get());
        return hold.delayResponse(
                shown.form()
                        .<HttpResponse<FormView>>map(form -> UncachedResponse.ofTaggedJson(request, form))
                        .orElseGet(HttpResponse::noContent),
                shown.hold());
    }

    /// Accepts answers as far as the path leads. Processed like any other turn: the response follows the commit, and
    /// each `id` is processed once.
    @Put
    @Operation(deprecated = true)
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "#/components/schemas/FormAnswersInput")))
    @ApiResponse(
            responseCode = "200",
            description = "The form, and the problems of answers",
            content = @Content(schema = @Schema(implementation = FormResponse.class)))
    @SenderProblems
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    CompletionStage<HttpResponse<FormResponse>> submitAnswers(HttpRequest<?> request, @Nullable @Body byte[] body) {
        MessageRequest read = FormAnswersRequest.readRequest(request, body);
        Chat chat = callers.requireSender(request);
        MessageRequest spoken =
                read.withInput(files.resolveFiles(chat, (ConversationInput.SubmittedAnswers) read.input()));
        checkForm(chat, spoken);
        List<MessageResponse> lines = turns.submitMessage(chat, spoken).lines().stream()
                .filter(line -> line.from() == MessageResponse.Sender.DESK)
                .toList();
        ConversationFormService.FormState shown =
                forms.showForm(chat, (ConversationInput.SubmittedAnswers) spoken.input());
        FormResponse filled = new FormResponse(
                shown.form().orElse(null),
                shown.check().problems(),
                lines.isEmpty() ? 0 : lines.getLast().seq(),
                lines,
                persons.findLanguage(chat.conversation()).orElse(null));
        return hold.delayResponse(UncachedResponse.ofJson(filled), shown.hold());
    }

    /// Refuses answers for a form that is gone, and such as the form cannot have. A repeated request is not refused:
    /// its form may have ended since.
    private void checkForm(Chat chat, MessageRequest spoken) {
        ConversationInput.SubmittedAnswers submitted = (ConversationInput.SubmittedAnswers) spoken.input();
        Optional<FormView> form = submitted.session() == null
                ? forms.showForm(chat).form()
                : forms.listForms(chat).findForm(submitted.session());
        if (form.isPresent()) {
            AnswersReader.requireKnown(forms.findUnknownAnswers(form.get(), submitted.answers()));
        } else if (submitted.session() != null && !forms.isProcessed(chat, spoken.id())) {
            throw ApiException.ofKind(ProblemDetail.Kind.NOT_FOUND, "The chat has no form of this `session`: read it.");
        }
    }
}
