package pk.rahnuma.api.organisation;

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
import pk.rahnuma.desk.InvitationAcceptanceService;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.IdempotentRequests;
import pk.rahnuma.http.JsonBodyReader;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.SenderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.organisation.ShowInvitationAction;

/// Invitations for those who hold their codes. A wrong code counts as a failure of the person, who must wait after
/// several, as in the chat.
@Controller("/api/v1/invitations")
@Tag(name = "Organisations")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class JoinController {

    private static final int MAX_CODE_LENGTH = 64;
    private static final int MAX_NAME_LENGTH = 150;

    private final ChatAuthenticator authenticator;
    private final IdempotentRequests requests;
    private final InvitationAcceptanceService invitations;

    JoinController(
            ChatAuthenticator authenticator, IdempotentRequests requests, InvitationAcceptanceService invitations) {
        this.authenticator = authenticator;
        this.requests = requests;
        this.invitations = invitations;
    }

    /// Request body.
    ///
    /// @param code of the invitation
    @Schema(name = "InvitationLookupRequest", example = "{\"code\": \"dtffu1f3msw4zixu5alh2w3ub\"}")
    record InvitationLookupRequest(
            @Schema(example = "dtffu1f3msw4zixu5alh2w3ub", maxLength = MAX_CODE_LENGTH)
            String code) {}

    /// Request body.
    ///
    /// @param code of the invitation
    /// @param name of the person, which the owners see
    @Schema(
            name = "InvitationAcceptRequest",
            example = "{\"code\": \"dtffu1f3msw4zixu5alh2w3ub\", \"name\": \"Bilal Aslam\"}")
    record InvitationAcceptRequest(
            @Schema(example = "dtffu1f3msw4zixu5alh2w3ub", maxLength = MAX_CODE_LENGTH)
            String code,

            @Schema(maxLength = MAX_NAME_LENGTH, example = "Ayesha Khan")
            String name) {}

    /// An invitation as its holder sees it.
    ///
    /// @param role that it gives
    /// @param member whether the person is a member already, or waits for admission
    @Schema(
            name = "HeldInvitationResponse",
            example =
                    "{\"organisation\": \"Alif Software (Private) Limited\", \"role\": \"viewer\", \"member\": false}")
    record HeldInvitationResponse(
            @Schema(example = "Alif Software (Private) Limited")
            String organisation,

            @Schema(
                    allowableValues = {"representative", "viewer"},
                    example = "viewer")
            String role,

            boolean member) {}

    /// Reads an invitation by its code, without using it.
    @Post("/lookup")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = InvitationLookupRequest.class)))
    @ApiResponse(responseCode = "200", description = "The invitation")
    @SenderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    HttpResponse<HeldInvitationResponse> lookUpInvitation(HttpRequest<?> request, @Nullable @Body byte[] body) {
        Chat chat = authenticator.requireSender(request);
        String code = JsonBodyReader.requireText(
                JsonBodyReader.readBody(body, InvitationLookupRequest.class).code(), "code", MAX_CODE_LENGTH);
        ShowInvitationAction.Out shown = requests.executeOnce(
                chat, request, body, ShowInvitationAction.Out.class, () -> invitations.showInvitation(chat, code));
        checkFound(shown);
        return UncachedResponse.ofJson(new HeldInvitationResponse(shown.organisation(), shown.role(), shown.member()));
    }

    /// Asks for admission by an invitation, which uses it up. The owners hear of it; until one of them decides, the
    /// person has no access. Needs the consent of the person.
    @Post("/acceptance")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = InvitationAcceptRequest.class)))
    @ApiResponse(responseCode = "200", description = "The invitation, which is used up now")
    @SenderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    HttpResponse<HeldInvitationResponse> acceptInvitation(HttpRequest<?> request, @Nullable @Body byte[] body) {
        Chat chat = authenticator.requireSender(request);
        InvitationAcceptRequest accepted = JsonBodyReader.readBody(body, InvitationAcceptRequest.class);
        String code = JsonBodyReader.requireText(accepted.code(), "code", MAX_CODE_LENGTH);
        String name = JsonBodyReader.requireText(accepted.name(), "name", MAX_NAME_LENGTH);
        ShowInvitationAction.Out used = requests.executeOnce(
                chat,
                request,
                body,
                ShowInvitationAction.Out.class,
                () -> invitations.acceptInvitation(chat, code, name));
        checkFound(used);
        return UncachedResponse.ofJson(new HeldInvitationResponse(used.organisation(), used.role(), true));
    }

    private static void checkFound(ShowInvitationAction.Out shown) {
        if (!shown.found()) {
            throw ApiException.ofKind(ProblemDetail.Kind.NOT_FOUND, "There is no invitation of this code.");
        }
    }
}
