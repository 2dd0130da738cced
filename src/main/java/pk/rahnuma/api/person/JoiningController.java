package pk.rahnuma.api.person;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.IdempotentRequests;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.ReaderProblems;
import pk.rahnuma.http.SenderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.person.joining.PersonJoiningService;
import pk.rahnuma.person.joining.PersonJoiningService.JoiningStatus;
import pk.rahnuma.vault.MoveRefusedException;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Joins the owner of an address that was proved into the person of the token.
@Controller("/api/v1/me/joinings/{id}")
@Tag(name = "Joining")
@SecurityRequirement(name = "token")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class JoiningController {

    static final Duration BUSY_PAUSE = Duration.ofSeconds(5);

    private final ChatAuthenticator authenticator;
    private final PersonJoiningService joinings;
    private final IdempotentRequests requests;
    private final InstantSource clock;

    JoiningController(
            ChatAuthenticator authenticator,
            PersonJoiningService joinings,
            IdempotentRequests requests,
            InstantSource clock) {
        this.authenticator = authenticator;
        this.joinings = joinings;
        this.requests = requests;
        this.clock = clock;
    }

    /// Returns the state of a joining.
    ///
    /// @param id from the problem `other-person`
    @Get
    @ApiResponse(
            responseCode = "200",
            description = "The joining",
            content = @Content(schema = @Schema(implementation = JoiningResponse.class)))
    @ReaderProblems
    @ApiResponse(responseCode = "403", ref = "#/components/responses/NotAllowed")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    HttpResponse<JoiningResponse> showJoining(
            HttpRequest<?> request, @PathVariable @Schema(example = "7203202912771940127") String id) {
        Chat chat = authenticator.requireSignedInReader(request);
        return respond(joinings.findJoining(chat.conversation(), readId(id), clock.instant()));
    }

    /// Joins the other person into the one of the token: all their data, chats and addresses. It cannot be undone as a
    /// whole: ask the person to confirm first. A repeated request changes nothing.
    ///
    /// @param id from the problem `other-person`
    @Post
    @ApiResponse(
            responseCode = "200",
            description = "Carried out",
            content = @Content(schema = @Schema(implementation = JoiningResponse.class)))
    @SenderProblems
    @ApiResponse(responseCode = "403", ref = "#/components/responses/NotAllowed")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    HttpResponse<JoiningResponse> join(
            HttpRequest<?> request, @PathVariable @Schema(example = "7203202912771940127") String id) {
        Chat chat = authenticator.requireSignedInSender(request);
        requests.claimKey(chat, request, null);
        try {
            return respond(joinings.joinPersons(chat.conversation(), readId(id), clock.instant()));
        } catch (MoveRefusedException e) {
            throw toProblem(e.reason());
        }
    }

    private static long readId(String id) {
        return SubjectEncryptionService.parseId(id).orElse(0);
    }

    private static HttpResponse<JoiningResponse> respond(Optional<JoiningStatus> joining) {
        return UncachedResponse.ofJson(joining.map(JoiningResponse::fromStatus)
                .orElseThrow(() -> ApiException.ofKind(
                        ProblemDetail.Kind.NOT_FOUND, "There is no such joining, or it has expired: prove it again.")));
    }

    private static ApiException toProblem(MoveRefusedException.Reason reason) {
        return switch (reason) {
            case BUSY ->
                ApiException.retryLater(
                        ProblemDetail.Kind.NOT_POSSIBLE,
                        "A message or file is on its way: send the same again in a few seconds.",
                        BUSY_PAUSE);
            case WITH_STAFF ->
                ApiException.ofKind(
                        ProblemDetail.Kind.WITH_STAFF, "Wait until staff have handed the conversation back.");
            case ERASURE_PENDING ->
                ApiException.ofKind(
                        ProblemDetail.Kind.ERASURE_PENDING,
                        "The other person has asked for their erasure: take it back there first.");
            case TOO_MANY ->
                ApiException.ofKind(
                        ProblemDetail.Kind.NOT_POSSIBLE,
                        "Together these are more addresses or chats than one person may have: part some first.");
        };
    }
}
