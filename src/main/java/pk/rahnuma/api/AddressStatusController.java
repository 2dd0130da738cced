package pk.rahnuma.api;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.IdempotentRequests;
import pk.rahnuma.http.JsonBodyReader;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.SenderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.limit.AddressStatusService;
import pk.rahnuma.http.limit.StatusLookupService;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.registration.overview.AddressLookupService.AddressLookup;

/// Shows the status of applications that were sent from another chat and have an address of the person of the token.
@Controller("/api/v1/status/addresses")
@Secured(ChatAuthentication.ROLE)
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "cookie")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Status")
final class AddressStatusController {

    private final ChatAuthenticator authenticator;
    private final AddressStatusService lookups;
    private final IdempotentRequests requests;
    private final Clock clock;

    AddressStatusController(
            ChatAuthenticator authenticator, AddressStatusService lookups, IdempotentRequests requests, Clock clock) {
        this.authenticator = authenticator;
        this.lookups = lookups;
        this.requests = requests;
        this.clock = clock;
    }

    /// Request body.
    ///
    /// @param proof the last six digits, or all, of the identity or mobile number in the application
    @Schema(name = "AddressStatusRequest", example = "{\"proof\": \"345671\"}")
    record AddressStatusRequest(
            @Schema(example = "345671", maxLength = StatusLookupService.MAX_TEXT_LENGTH)
            String proof) {}

    /// Applications with an address of the person, newest first.
    @Schema(name = "AddressStatusResponse", example = """
            {
              "applications": [
                {
                  "reference": "K7MP-4RTX-9X",
                  "status": "in_work",
                  "lines": [{"status": "with_provider", "count": 1}],
                  "submitted": "2026-11-26T06:10:00Z",
                  "since": "2026-11-26T09:00:00Z",
                  "reasons": [],
                  "next": "desk",
                  "due": "2026-12-09T12:00:00Z"
                }
              ]
            }
            """)
    record AddressStatusResponse(List<StatusResponse> applications) {}

    /// Shows the status of the person's applications that were sent from another chat: those in which an e-mail address
    /// or mobile number is that the person has proved with a code, and whose identity or mobile number ends with these
    /// digits. An address in no application and wrong digits get the same answer after the same time, at least half a
    /// second; after five failures the person waits, longer each time.
    @Post
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = AddressStatusRequest.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The status of each",
            content = @Content(schema = @Schema(implementation = AddressStatusResponse.class)))
    @SenderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    CompletionStage<HttpResponse<AddressStatusResponse>> findByAddress(
            HttpRequest<?> request, @Nullable @Body byte[] body) {
        Chat chat = authenticator.requireSender(request);
        requests.claimKey(chat, request, body);
        AddressStatusRequest asked = JsonBodyReader.readBody(body, AddressStatusRequest.class);
        JsonBodyReader.requireText(asked.proof(), "proof", StatusLookupService.MAX_TEXT_LENGTH);
        Instant now = clock.instant();
        return lookups.lookUp(request, chat, asked.proof(), now).thenApply(AddressStatusController::respond);
    }

    private static HttpResponse<AddressStatusResponse> respond(AddressLookup found) {
        if (found.pause().isPositive()) {
            throw ApiException.retryLater(ProblemDetail.Kind.TOO_MANY, "There were too many tries.", found.pause());
        }
        if (found.applications().isEmpty()) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.NOT_FOUND, "No application has an address of yours and this proof.");
        }
        return UncachedResponse.ofJson(new AddressStatusResponse(
                found.applications().stream().map(StatusResponse::fromView).toList()));
    }
}
