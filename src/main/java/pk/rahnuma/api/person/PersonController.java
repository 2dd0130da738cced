package pk.rahnuma.api.person;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import pk.rahnuma.desk.PersonLanguageService;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.IdempotentRequests;
import pk.rahnuma.http.JsonBodyReader;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.ReaderProblems;
import pk.rahnuma.http.SenderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.shared.Language;

/// The person of the token: what they chose, and their language.
@Controller("/api/v1/me")
@Tag(name = "Me")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PersonController {

    private final ChatAuthenticator authenticator;
    private final IdempotentRequests requests;
    private final PersonSummaries summaries;
    private final PersonLanguageService languages;

    PersonController(
            ChatAuthenticator authenticator,
            IdempotentRequests requests,
            PersonSummaries summaries,
            PersonLanguageService languages) {
        this.authenticator = authenticator;
        this.requests = requests;
        this.summaries = summaries;
        this.languages = languages;
    }

    /// Request body.
    ///
    /// @param language of the conversation from now on
    @Schema(name = "PersonChangeRequest", example = "{\"language\": \"ur\"}")
    record PersonChangeRequest(
            @Schema(
                    allowableValues = {Language.ENGLISH, Language.URDU, Language.ROMAN_URDU},
                    example = "ur")
            String language) {}

    /// Reads the person of the token.
    @Get
    @ApiResponse(responseCode = "200", description = "The person")
    @ApiResponse(responseCode = "304", ref = "#/components/responses/NotModified")
    @ReaderProblems
    HttpResponse<PersonResponse> showPerson(HttpRequest<?> request) {
        Chat chat = authenticator.requireReader(request);
        return respond(request, summaries.toResponse(chat));
    }

    private static HttpResponse<PersonResponse> respond(HttpRequest<?> request, PersonResponse person) {
        return UncachedResponse.ofTaggedJson(request, person);
    }

    /// Changes the language of the conversation. The bot goes on in it, without a message of its own.
    @Patch
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PersonChangeRequest.class)))
    @ApiResponse(responseCode = "200", description = "The person")
    @SenderProblems
    @ApiResponse(responseCode = "412", ref = "#/components/responses/PreconditionFailed")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    HttpResponse<PersonResponse> changePerson(HttpRequest<?> request, @Nullable @Body byte[] body) {
        Chat chat = authenticator.requireSender(request);
        String language =
                JsonBodyReader.readBody(body, PersonChangeRequest.class).language();
        if (language == null || !Language.ALL.contains(language)) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.INVALID, "Give `language`: one of " + String.join(", ", Language.ALL) + ".");
        }
        return respond(request, requests.executeOnce(chat, request, body, PersonResponse.class, () -> {
            languages.changeLanguage(chat, language, () -> summaries.requireMatch(chat, request));
            return summaries.toResponse(chat);
        }));
    }
}
