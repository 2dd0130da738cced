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
import java.time.Duration;
import pk.rahnuma.desk.PersonActionInvoker;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.IdempotentRequests;
import pk.rahnuma.http.JsonBodyReader;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.SenderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.organisation.JoinOrganisationAction;
import pk.rahnuma.organisation.ShowInvitationAction;
import pk.rahnuma.person.ConsentStatusAction;

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

    private final ChatAuthenticator callers;
    private final IdempotentRequests requests;
    private final PersonActionInvoker actions;
    private final ShowInvitationAction showing;
    private final ConsentStatusAction consents;
    private final JoinOrganisationAction joining;

    JoinController(
            ChatAuthenticator callers,
            IdempotentRequests requests,
            PersonActionInvoker actions,
            ShowInvitationAction showing,
            ConsentStatusAction consents,
            JoinOrganisationAction joining) {
        this.callers = callers;
        this.requests = requests;
        this.actions = actions;
        this.showing = showing;
        this.consents = consents;
        this.joining = joining;
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
    /// @param role that it gives: `representative` or `viewer`
    /// @param member whether the person is a member already, or waits for admission
    @Schema(
            name = "HeldInvitationResponse",
            example =
                    "{\"organisation\": \"Alif Software (Private) Limited\", \"role\": \"viewer\", \"member\": false}")
    record HeldInvitationResponse(
            @Schema(example = "Alif Software (Private) Limited")
            String organisation,

            @Schema(example = "viewer") String role,
            boolean member) {}

    /// Reads an invitation by its code, without using it.
    @Post("/lookup")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = InvitationLookupRequest.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The invitation",
            content = @Content(schema = @Schema(implementation = HeldInvitationResponse.class)))
    @SenderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    HttpResponse<HeldInvitationResponse> lookUpInvitation(HttpRequest<?> request, @Nullable @Body byte[] body) {
        Chat chat = callers.requireSender(request);
        String code = JsonBodyReader.requireText(
                JsonBodyReader.readBody(body, InvitationLookupRequest.class).code(), "code", MAX_CODE_LENGTH);
        ShowInvitationAction.Out shown =
                requests.executeOnce(chat, request, body, ShowInvitationAction.Out.class, () -> show(chat, code));
        checkFound(shown);
        return UncachedResponse.ofJson(new HeldInvitationResponse(shown.organisation(), shown.role(), shown.member()));
    }

    /// Asks for admission by an invitation, which uses it up. The owners hear of it; until one of them decides, the
    /// person has no access. Needs the consent of the person.
    @Post("/acceptance")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = InvitationAcceptRequest.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The invitation, which is used up now",
            content = @Content(schema = @Schema(implementation = HeldInvitationResponse.class)))
    @SenderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    HttpResponse<HeldInvitationResponse> acceptInvitation(HttpRequest<?> request, @Nullable @Body byte[] body) {
        Chat chat = callers.requireSender(request);
        InvitationAcceptRequest accepted = JsonBodyReader.readBody(body, InvitationAcceptRequest.class);
        String code = JsonBodyReader.requireText(accepted.code(), "code", MAX_CODE_LENGTH);
        String name = JsonBodyReader.requireText(accepted.name(), "name", MAX_NAME_LENGTH);
        ShowInvitationAction.Out used = requests.executeOnce(
                chat, request, body, ShowInvitationAction.Out.class, () -> accept(chat, code, name));
        checkFound(used);
        return UncachedResponse.ofJson(new HeldInvitationResponse(used.organisation(), used.role(), true));
    }

    private ShowInvitationAction.Out accept(Chat chat, String code, String name) {
        ShowInvitationAction.Out shown = show(chat, code);
        if (!shown.found()) {
            return shown;
        }
        if (!actions.queryAction(consents, chat, new ConsentStatusAction.In()).consented()) {
            throw ApiException.ofKind(ProblemDetail.Kind.NOT_POSSIBLE, "Ask for consent first: `/api/v1/me/consents`.");
        }
        JoinOrganisationAction.Out joined =
                actions.callAction(joining, chat, new JoinOrganisationAction.In(code, name));
        if (!joined.done()) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.NOT_POSSIBLE,
                    switch (joined.problem()) {
                        case "member" -> "The person is a member, or waits for admission.";
                        case "full" -> "The organisation, or the person, has the maximum number of memberships.";
                        default -> "The invitation was used in the meantime.";
                    });
        }
        return shown;
    }

    /// Shows an invitation, under the lock of the person, so that failures of parallel requests all count. A wrong code
    /// is a result: an exception would undo the count.
    private ShowInvitationAction.Out show(Chat chat, String code) {
        ShowInvitationAction.Out shown = actions.callAction(showing, chat, new ShowInvitationAction.In(code));
        if (shown.problem().equals("wait")) {
            throw ApiException.retryLater(
                    ProblemDetail.Kind.TOO_MANY,
                    "There were too many wrong codes.",
                    Duration.ofMinutes(shown.wait_minutes()));
        }
        return shown;
    }

    private static void checkFound(ShowInvitationAction.Out shown) {
        if (!shown.found()) {
            throw ApiException.ofKind(ProblemDetail.Kind.NOT_FOUND, "There is no invitation of this code.");
        }
    }
}
