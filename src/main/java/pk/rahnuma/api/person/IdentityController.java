package pk.rahnuma.api.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.ReaderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.person.joining.IdentityPartingService;
import pk.rahnuma.person.joining.OwnIdentity;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Lists the addresses, Telegram accounts and chats of the page by which a person is recognised, and parts them.
@Controller("/api/v1/me/identities")
@Tag(name = "Joining")
@SecurityRequirement(name = "token")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class IdentityController {

    private final ChatAuthenticator authenticator;
    private final IdentityPartingService identities;
    private final InstantSource clock;

    IdentityController(ChatAuthenticator authenticator, IdentityPartingService identities, InstantSource clock) {
        this.authenticator = authenticator;
        this.identities = identities;
        this.clock = clock;
    }

    /// An address, Telegram account, or chat of the page. The id is text, since JavaScript would round a long number.
    ///
    /// @param address masked; of a chat of the page its browser
    /// @param verified time of the last proof; missing for a Telegram account and a chat of the page
    /// @param parts whether it can be parted; the last address or account cannot
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "IdentityResponse")
    record IdentityResponse(
            @Schema(example = "5381202912771940127") String id,

            @Schema(
                    example = "email",
                    allowableValues = {"email", "phone", "telegram", "web"})
            String kind,

            @Schema(example = "a•••@example.pk") String address,
            @Nullable Instant verified,
            boolean parts) {

        static IdentityResponse fromIdentity(OwnIdentity identity) {
            return new IdentityResponse(
                    Long.toString(identity.id()),
                    identity.kind(),
                    identity.maskedAddress(),
                    identity.verified(),
                    identity.parts());
        }
    }

    /// Addresses, accounts and chats of a person; at most 110.
    @Schema(name = "IdentitiesResponse", example = """
            {
              "identities": [
                {
                  "id": "5381202912771940127",
                  "kind": "email",
                  "address": "a•••@example.pk",
                  "verified": "2026-11-26T06:05:00Z",
                  "parts": true
                }
              ]
            }
            """)
    record IdentitiesResponse(List<IdentityResponse> identities) {}

    /// Lists the addresses, Telegram accounts and chats of the page by which the person is recognised.
    @Get
    @ApiResponse(
            responseCode = "200",
            description = "The addresses, accounts and chats",
            content = @Content(schema = @Schema(implementation = IdentitiesResponse.class)))
    @ReaderProblems
    @ApiResponse(responseCode = "403", ref = "#/components/responses/NotAllowed")
    HttpResponse<IdentitiesResponse> listIdentities(HttpRequest<?> request) {
        Chat chat = authenticator.requireSignedInReader(request);
        return UncachedResponse.ofJson(new IdentitiesResponse(identities.listIdentities(chat.conversation()).stream()
                .map(IdentityResponse::fromIdentity)
                .toList()));
    }

    /// Parts an address, a Telegram account or a chat of the page from the person, whose data stays. An address or
    /// account begins as a new person when it is used next; the browser of a chat begins a new, empty chat. All other
    /// devices are signed out.
    ///
    /// @param id of the list
    @Delete("/{id}")
    @ApiResponse(responseCode = "204", description = "Parted")
    @ReaderProblems
    @ApiResponse(responseCode = "403", ref = "#/components/responses/NotAllowed")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @Produces(MediaType.ALL)
    HttpResponse<?> partIdentity(
            HttpRequest<?> request, @PathVariable @Schema(example = "5381202912771940127") String id) {
        Chat chat = authenticator.requireSignedInReader(request);
        long identity = SubjectEncryptionService.parseId(id).orElse(0);
        return switch (identities.partIdentity(
                chat.conversation(), identity, authenticator.findAccessToken(request), clock.instant())) {
            case PARTED -> HttpResponse.noContent();
            case UNKNOWN ->
                throw ApiException.ofKind(
                        ProblemDetail.Kind.NOT_FOUND, "You have no such address, account or chat: list them.");
            case LAST ->
                throw ApiException.ofKind(
                        ProblemDetail.Kind.NOT_POSSIBLE,
                        "No other address or account is left: prove another address first.");
            case WITH_STAFF ->
                throw ApiException.ofKind(
                        ProblemDetail.Kind.WITH_STAFF, "Wait until staff have handed the conversation back.");
            case BUSY ->
                throw ApiException.retryLater(
                        ProblemDetail.Kind.NOT_POSSIBLE,
                        "A message or file is on its way: send the same again in a few seconds.",
                        JoiningController.BUSY_PAUSE);
        };
    }
}
