package pk.rahnuma.api.organisation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
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
import java.util.Optional;
import pk.rahnuma.desk.OrganisationMemberService;
import pk.rahnuma.desk.PersonActionInvoker;
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
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.organisation.CreateInvitationAction;
import pk.rahnuma.organisation.InvitationService;
import pk.rahnuma.organisation.OrganisationService;

/// Open invitations of an organisation, for its owners.
@Controller("/api/v1/organisations/{id}/invitations")
@Tag(name = "Organisations")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class InvitationController {

    private final ChatAuthenticator authenticator;
    private final IdempotentRequests requests;
    private final PersonActionInvoker actions;
    private final OrganisationMemberService organisations;
    private final OrganisationService memberships;
    private final InvitationService invitations;
    private final CreateInvitationAction inviting;
    private final Clock clock;

    InvitationController(
            ChatAuthenticator authenticator,
            IdempotentRequests requests,
            PersonActionInvoker actions,
            OrganisationMemberService organisations,
            OrganisationService memberships,
            InvitationService invitations,
            CreateInvitationAction inviting,
            Clock clock) {
        this.authenticator = authenticator;
        this.requests = requests;
        this.actions = actions;
        this.organisations = organisations;
        this.memberships = memberships;
        this.invitations = invitations;
        this.inviting = inviting;
        this.clock = clock;
    }

    /// Request body.
    ///
    /// @param role that it gives
    @Schema(name = "NewInvitationRequest", example = "{\"role\": \"viewer\"}")
    record NewInvitationRequest(
            @Schema(
                    allowableValues = {"representative", "viewer"},
                    example = "viewer")
            String role) {}

    /// A new invitation for one person.
    ///
    /// @param code shown only here; its holder can ask for admission
    /// @param telegram a link to the same on Telegram; missing where Telegram is off
    /// @param page a link to the same on the chat page; missing where the desk does not know its address
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "NewInvitationResponse", example = """
            {
              "code": "dtffu1f3msw4zixu5alh2w3ub",
              "telegram": "https://t.me/RahnumaBot?start=join-dtffu1f3msw4zixu5alh2w3ub",
              "page": "https://desk.example.pk/chat?join=dtffu1f3msw4zixu5alh2w3ub",
              "expires": "2026-12-03T06:10:00Z"
            }
            """)
    record NewInvitationResponse(
            @Schema(example = "dtffu1f3msw4zixu5alh2w3ub") String code,

            @Schema(example = "https://t.me/RahnumaBot?start=join-dtffu1f3msw4zixu5alh2w3ub") @Nullable
            String telegram,

            @Schema(example = "https://desk.example.pk/chat?join=dtffu1f3msw4zixu5alh2w3ub") @Nullable
            String page,

            Instant expires) {}

    /// An invitation that can still be used.
    @Schema(name = "InvitationResponse")
    record InvitationResponse(
            @Schema(example = "1523a89b19166f53") String id,

            @Schema(
                    allowableValues = {"representative", "viewer"},
                    example = "viewer")
            String role,

            Instant created,
            Instant expires) {}

    /// All open invitations of an organisation.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "InvitationListResponse", example = """
            {
              "invitations": [
                {
                  "id": "1523a89b19166f53",
                  "role": "viewer",
                  "created": "2026-11-26T06:10:00Z",
                  "expires": "2026-12-03T06:10:00Z"
                }
              ]
            }
            """)
    record InvitationListResponse(List<InvitationResponse> invitations) {}

    /// Lists the open invitations of an organisation, the newest first; at most 50. Owners only.
    @Get
    @ApiResponse(responseCode = "200", description = "The invitations")
    @ApiResponse(responseCode = "304", ref = "#/components/responses/NotModified")
    @ReaderProblems
    @ApiResponse(responseCode = "403", ref = "#/components/responses/NotAllowed")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    HttpResponse<InvitationListResponse> listInvitations(
            HttpRequest<?> request, @Schema(example = "s28pyorxpy9n") String id) {
        Chat chat = authenticator.requireReader(request);
        organisations.requireOrganisation(chat, id);
        return UncachedResponse.ofTaggedJson(
                request, readInvitations(chat, id).orElseThrow(InvitationController::ownersOnly));
    }

    /// Creates an invitation for one person, valid for seven days. Its holder asks for admission, on which an owner
    /// decides. Owners only.
    @Post
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewInvitationRequest.class)))
    @ApiResponse(
            responseCode = "201",
            description = "The new invitation",
            content = @Content(schema = @Schema(implementation = NewInvitationResponse.class)))
    @SenderProblems
    @ApiResponse(responseCode = "403", ref = "#/components/responses/NotAllowed")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "412", ref = "#/components/responses/PreconditionFailed")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    HttpResponse<NewInvitationResponse> createInvitation(
            HttpRequest<?> request, @Schema(example = "s28pyorxpy9n") String id, @Nullable @Body byte[] body) {
        Chat chat = authenticator.requireSender(request);
        String role = JsonBodyReader.readBody(body, NewInvitationRequest.class).role();
        if (role == null || !CreateInvitationAction.roleWords().contains(role)) {
            throw ApiException.ofKind(ProblemDetail.Kind.INVALID, "Give `role`: representative or viewer.");
        }
        NewInvitationResponse created = requests.executeOnce(chat, request, body, NewInvitationResponse.class, () -> {
            lockOrganisation(chat, request, id);
            CreateInvitationAction.Out made =
                    actions.callAction(inviting, chat, new CreateInvitationAction.In(id, role));
            if (made.problem().equals("full")) {
                throw ApiException.ofKind(
                        ProblemDetail.Kind.NOT_POSSIBLE, "Members and open invitations are at their maximum.");
            }
            if (!made.done()) {
                throw ownersOnly();
            }
            return new NewInvitationResponse(made.code(), made.telegram(), made.page(), made.expires());
        });
        return UncachedResponse.ofJson(created).status(HttpStatus.CREATED);
    }

    /// Revokes an invitation. Owners only.
    ///
    /// @param invitation id in the list
    @Delete("/{invitation}")
    @ApiResponse(responseCode = "204", description = "Revoked")
    @SenderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "412", ref = "#/components/responses/PreconditionFailed")
    @Produces(MediaType.ALL)
    HttpResponse<?> revokeInvitation(
            HttpRequest<?> request,
            @Schema(example = "s28pyorxpy9n") String id,
            @Schema(example = "1523a89b19166f53") String invitation) {
        Chat chat = authenticator.requireSender(request);
        requests.executeOnce(chat, request, null, Void.class, () -> {
            lockOrganisation(chat, request, id);
            if (!invitations.revokeInvitation(chat.conversation(), id, invitation, clock.instant())) {
                throw ApiException.ofKind(ProblemDetail.Kind.NOT_FOUND, "You have no invitation of this id.");
            }
            return null;
        });
        return HttpResponse.noContent();
    }

    /// Locks an organisation of the person, and checks that a change is based on its present invitations.
    private void lockOrganisation(Chat chat, HttpRequest<?> request, String id) {
        actions.lockPerson(chat);
        memberships.lockOrganisation(organisations.requireOrganisation(chat, id).organisation());
        EntityTags.requireMatch(
                request,
                () -> readInvitations(chat, id).map(EntityTags::of).orElseThrow(InvitationController::ownersOnly));
    }

    /// Reads the invitations; empty for a person who is no owner.
    private Optional<InvitationListResponse> readInvitations(Chat chat, String id) {
        return invitations
                .listOpen(chat.conversation(), id, clock.instant())
                .map(open -> new InvitationListResponse(open.stream()
                        .map(each ->
                                new InvitationResponse(each.id(), each.role().toWord(), each.created(), each.expires()))
                        .toList()));
    }

    private static ApiException ownersOnly() {
        return ApiException.ofKind(ProblemDetail.Kind.NOT_ALLOWED, "Only owners see and create invitations.");
    }
}
