package pk.rahnuma.api.conversation;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import pk.rahnuma.http.IdempotentRequests;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthenticator;

/// Opens chats for programs.
@Controller("/api/v1/conversation/token")
@Tag(name = "Conversation")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ChatOpeningController {

    private final ChatAuthenticator authenticator;
    private final IdempotentRequests requests;

    ChatOpeningController(ChatAuthenticator authenticator, IdempotentRequests requests) {
        this.authenticator = authenticator;
        this.requests = requests;
    }

    /// Opens a chat for a program, which stores the token. The token is sent as `Authorization: Bearer`.
    @Post
    @ApiResponse(
            responseCode = "201",
            description = "The token of the new chat",
            content = @Content(schema = @Schema(ref = "#/components/schemas/NewToken")))
    @ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/TooMany")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/Unavailable")
    HttpResponse<Map<String, String>> createToken(HttpRequest<?> request) {
        authenticator.checkOpening(request);
        String token =
                requests.executeOnce(request, "", null, String.class, () -> authenticator.openForProgram(request));
        return UncachedResponse.ofJson(Map.of("token", token)).status(HttpStatus.CREATED);
    }
}
