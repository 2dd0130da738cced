package pk.rahnuma.api.person;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.function.Consumer;
import pk.rahnuma.desk.PersonConsentService;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.http.IdempotentRequests;
import pk.rahnuma.http.JsonBodyReader;
import pk.rahnuma.http.ReaderProblems;
import pk.rahnuma.http.SenderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.shared.Language;

/// Consent of the person to the storage of personal data.
@Controller("/api/v1/me/consents")
@Tag(name = "Me")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConsentController {

    /// Key of the whole text, as the question of the chat has it.
    private static final String TEXT_KEY = "consent.consent.details";

    private final ChatAuthenticator authenticator;
    private final IdempotentRequests requests;
    private final PersonSummaries summaries;
    private final PersonLock persons;
    private final ScriptLibrary library;
    private final DeskIdentity desk;
    private final PersonConsentService consents;

    ConsentController(
            ChatAuthenticator authenticator,
            IdempotentRequests requests,
            PersonSummaries summaries,
            PersonLock persons,
            ScriptLibrary library,
            DeskIdentity desk,
            PersonConsentService consents) {
        this.authenticator = authenticator;
        this.requests = requests;
        this.summaries = summaries;
        this.persons = persons;
        this.library = library;
        this.desk = desk;
        this.consents = consents;
    }

    /// The text to which a person consents.
    ///
    /// @param version to be sent with the consent
    /// @param text in the language of the person; plain, with line breaks
    @Schema(name = "ConsentTextResponse", example = """
            {
              "version": "2026-11-24",
              "language": "en",
              "text": "Before you give anything personal: we keep what you enter here and this chat, encrypted…"
            }
            """)
    record ConsentTextResponse(
            @Schema(example = "2026-11-24") String version,

            @Schema(
                    allowableValues = {Language.ENGLISH, Language.URDU, Language.ROMAN_URDU},
                    example = "en")
            String language,

            @Schema(example = "The desk stores what you tell it…")
            String text) {}

    /// Request body.
    ///
    /// @param version of the text that the person has read
    /// @param given whether they consent; false deletes what they wrote so far, as a “no” in the chat does
    @Schema(name = "ConsentRequest", example = "{\"version\": \"2026-11-24\", \"given\": true}")
    record ConsentRequest(@Schema(example = "2026-11-24") String version, Boolean given) {}

    /// Reads the present text of the consent. Show it before the person consents.
    @Get("/text")
    @ApiResponse(responseCode = "200", description = "The text")
    @ReaderProblems
    HttpResponse<ConsentTextResponse> showConsentText(HttpRequest<?> request) {
        Chat chat = authenticator.requireReader(request);
        String language = persons.findLanguage(chat.conversation()).orElse(Language.DEFAULT);
        return UncachedResponse.ofJson(new ConsentTextResponse(
                consents.findStatus(chat).version(),
                language,
                library.texts().formatText(language, TEXT_KEY, desk.textArguments())));
    }

    /// Gives or refuses consent to the present text. A refusal deletes the person's messages at once, unless an
    /// application, a ticket or a membership needs them; a consent that was given is withdrawn instead.
    @Post
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ConsentRequest.class)))
    @ApiResponse(responseCode = "200", description = "The person")
    @SenderProblems
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "412", ref = "#/components/responses/PreconditionFailed")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    HttpResponse<PersonResponse> answerConsent(HttpRequest<?> request, @Nullable @Body byte[] body) {
        Chat chat = authenticator.requireSender(request);
        ConsentRequest answer = JsonBodyReader.readBody(body, ConsentRequest.class);
        return respond(
                chat,
                request,
                body,
                condition -> consents.answerConsent(chat, answer.version(), answer.given(), condition));
    }

    /// Withdraws the consent. Forms that are not submitted are deleted; submitted applications go on.
    @Delete
    @ApiResponse(responseCode = "200", description = "The person")
    @SenderProblems
    @ApiResponse(responseCode = "412", ref = "#/components/responses/PreconditionFailed")
    HttpResponse<PersonResponse> withdrawConsent(HttpRequest<?> request) {
        Chat chat = authenticator.requireSender(request);
        return respond(chat, request, null, condition -> consents.withdrawConsent(chat, condition));
    }

    /// @param change takes a condition, which it checks under the lock of the person
    private HttpResponse<PersonResponse> respond(
            Chat chat, HttpRequest<?> request, byte[] body, Consumer<Runnable> change) {
        PersonResponse response = requests.executeOnce(chat, request, body, PersonResponse.class, () -> {
            change.accept(() -> summaries.requireMatch(chat, request));
            return summaries.toResponse(chat);
        });
        return UncachedResponse.ofTaggedJson(request, response);
    }
}
