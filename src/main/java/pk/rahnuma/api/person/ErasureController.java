package pk.rahnuma.api.person;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import pk.rahnuma.desk.ErasureRequestService;
import pk.rahnuma.http.IdempotentRequests;
import pk.rahnuma.http.SenderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.messaging.conversation.Chat;

/// The person's request to be erased, which takes effect after a week.
@Controller("/api/v1/me/erasure")
@Tag(name = "Me")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ErasureController {

    private final ChatAuthenticator authenticator;
    private final IdempotentRequests requests;
    private final PersonSummaries summaries;
    private final ErasureRequestService erasures;

    ErasureController(
            ChatAuthenticator authenticator,
            IdempotentRequests requests,
            PersonSummaries summaries,
            ErasureRequestService erasures) {
        this.authenticator = authenticator;
        this.requests = requests;
        this.summaries = summaries;
        this.erasures = erasures;
    }

    /// Requests the erasure of everything about the person. It takes place in a week; a repeated request does not
    /// restart the week. Ask the person to confirm first; a notice tells them in their chats.
    @Post
    @ApiResponse(responseCode = "200", description = "The person, with the day of the erasure")
    @SenderProblems
    @ApiResponse(responseCode = "412", ref = "#/components/responses/PreconditionFailed")
    HttpResponse<PersonResponse> requestErasure(HttpRequest<?> request) {
        Chat chat = authenticator.requireSender(request);
        return UncachedResponse.ofTaggedJson(
                request, requests.executeOnce(chat, request, null, PersonResponse.class, () -> {
                    erasures.requestErasure(chat, () -> summaries.requireMatch(chat, request));
                    return summaries.toResponse(chat);
                }));
    }

    /// Cancels the request for erasure.
    @Delete
    @ApiResponse(responseCode = "200", description = "The person")
    @SenderProblems
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "412", ref = "#/components/responses/PreconditionFailed")
    HttpResponse<PersonResponse> cancelErasure(HttpRequest<?> request) {
        Chat chat = authenticator.requireSender(request);
        return UncachedResponse.ofTaggedJson(
                request, requests.executeOnce(chat, request, null, PersonResponse.class, () -> {
                    erasures.cancelErasure(chat, () -> summaries.requireMatch(chat, request));
                    return summaries.toResponse(chat);
                }));
    }
}
