package pk.rahnuma.api.organisation;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
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
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import pk.rahnuma.desk.OrganisationMemberService;
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
import pk.rahnuma.organisation.OrganisationRole;
import pk.rahnuma.organisation.ShowOrganisationAction;

/// Members of an organisation. The others get the same notice of a change as of one in a chat.
@Controller("/api/v1/organisations/{id}/members")
@Tag(name = "Organisations")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class MemberController {

    /// Id by which the person of the token can refer to themselves.

    private static final Set<String> ROLES = Set.of(
            OrganisationRole.OWNER.toWord(),
            OrganisationRole.REPRESENTATIVE.toWord(),
            OrganisationRole.VIEWER.toWord());

    private final ChatAuthenticator authenticator;
    private final IdempotentRequests requests;
    private final OrganisationMemberService members;

    MemberController(ChatAuthenticator authenticator, IdempotentRequests requests, OrganisationMemberService members) {
        this.authenticator = authenticator;
        this.requests = requests;
        this.members = members;
    }

    /// All members of an organisation that the person may see.
    @Schema(name = "MemberListResponse", example = """
            {
              "members": [
                {
                  "id": "4946966b6b3ec6d3",
                  "name": "Ayesha Khan",
                  "role": "owner",
                  "waiting": false,
                  "since": "2026-11-26T06:10:00Z",
                  "own": true
                },
                {
                  "id": "51d0aedadde49958",
                  "name": "Bilal Aslam",
                  "role": "viewer",
                  "waiting": true,
                  "since": "2026-11-27T06:10:00Z",
                  "own": false
                }
              ]
            }
            """)
    record MemberListResponse(List<MemberResponse> members) {}

    /// Request body, with one of its members.
    ///
    /// @param role from now on
    /// @param admitted true for a person who waits for admission
    @Schema(name = "MemberChangeRequest", example = "{\"admitted\": true}")
    record MemberChangeRequest(
            @Schema(
                    allowableValues = {"owner", "representative", "viewer"},
                    example = "viewer")
            @Nullable
            String role,

            @Nullable Boolean admitted) {}

    /// Lists the members of an organisation, the longest first, then those who wait for admission; at most 50.
    @Get
    @ApiResponse(responseCode = "200", description = "The members")
    @ApiResponse(responseCode = "304", ref = "#/components/responses/NotModified")
    @ReaderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    HttpResponse<MemberListResponse> listMembers(HttpRequest<?> request, @Schema(example = "s28pyorxpy9n") String id) {
        Chat chat = authenticator.requireReader(request);
        return respond(
                request,
                requests.executeOnce(
                        chat,
                        request,
                        null,
                        MemberListResponse.class,
                        () -> toResponse(members.viewMembers(chat, id))));
    }

    /// Changes the role of a member, or admits a person who waits. Owners only.
    ///
    /// @param member id in the list, or `me`
    @Patch("/{member}")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = MemberChangeRequest.class)))
    @ApiResponse(responseCode = "200", description = "The member")
    @SenderProblems
    @ApiResponse(responseCode = "403", ref = "#/components/responses/NotAllowed")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "412", ref = "#/components/responses/PreconditionFailed")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    HttpResponse<MemberResponse> changeMember(
            HttpRequest<?> request,
            @Schema(example = "s28pyorxpy9n") String id,
            @Schema(example = "51d0aedadde49958") String member,
            @Nullable @Body byte[] body) {
        Chat chat = authenticator.requireSender(request);
        MemberChangeRequest change = JsonBodyReader.readBody(body, MemberChangeRequest.class);
        boolean admits = Boolean.TRUE.equals(change.admitted()) && change.role() == null;
        if (!admits && (change.admitted() != null || change.role() == null || !ROLES.contains(change.role()))) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.INVALID, "Give `role`: owner, representative or viewer; or `admitted`: true.");
        }
        String role = admits ? "approve" : change.role();
        return UncachedResponse.ofJson(requests.executeOnce(
                chat,
                request,
                body,
                MemberResponse.class,
                () -> findMember(
                        toResponse(members.changeMember(
                                chat, id, member, role, present -> requireMatch(request, present))),
                        member)));
    }

    /// Removes a member, declines a person who waits for admission, or leaves. Members can remove themselves; owners
    /// others.
    ///
    /// @param member id in the list, or `me`
    @Delete("/{member}")
    @ApiResponse(responseCode = "204", description = "Removed")
    @SenderProblems
    @ApiResponse(responseCode = "403", ref = "#/components/responses/NotAllowed")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "412", ref = "#/components/responses/PreconditionFailed")
    @Produces(MediaType.ALL)
    HttpResponse<?> removeMember(
            HttpRequest<?> request,
            @Schema(example = "s28pyorxpy9n") String id,
            @Schema(example = "51d0aedadde49958") String member) {
        Chat chat = authenticator.requireSender(request);
        requests.executeOnce(chat, request, null, Void.class, () -> {
            members.removeMember(chat, id, member, present -> requireMatch(request, present));
            return null;
        });
        return HttpResponse.noContent();
    }

    /// @param member id in the list, or `me`
    private static MemberResponse findMember(MemberListResponse list, String member) {
        return list.members().stream()
                .filter(each -> each.own() && member.equals("me") || each.id().equals(member))
                .findFirst()
                .orElseThrow();
    }

    /// Checks that the client has seen the present members.
    private static void requireMatch(HttpRequest<?> request, ShowOrganisationAction.Out organisation) {
        EntityTags.requireMatch(request, () -> EntityTags.of(toResponse(organisation)));
    }

    private static HttpResponse<MemberListResponse> respond(HttpRequest<?> request, MemberListResponse members) {
        return UncachedResponse.ofTaggedJson(request, members);
    }

    private static MemberListResponse toResponse(ShowOrganisationAction.Out organisation) {
        return new MemberListResponse(Stream.concat(
                        organisation.members().stream().map(each -> MemberResponse.fromResult(each, false)),
                        organisation.waiting().stream().map(each -> MemberResponse.fromResult(each, true)))
                .toList());
    }
}
