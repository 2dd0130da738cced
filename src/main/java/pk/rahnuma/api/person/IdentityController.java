package pk.rahnuma.api.person;

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
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.PersonIdentity;
import pk.rahnuma.person.signin.ProvedAddressService;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Lists the addresses that a person has proved, and removes them.
@Controller("/api/v1/me/identities")
@Tag(name = "Me")
@SecurityRequirement(name = "token")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class IdentityController {

    private final ChatAuthenticator authenticator;
    private final ProvedAddressService addresses;
    private final InstantSource clock;

    IdentityController(ChatAuthenticator authenticator, ProvedAddressService addresses, InstantSource clock) {
        this.authenticator = authenticator;
        this.addresses = addresses;
        this.clock = clock;
    }

    /// A proved address. The id is text, since JavaScript would round a long number.
    ///
    /// @param address masked
    /// @param verified time of the last proof
    @Schema(name = "IdentityResponse")
    record IdentityResponse(
            @Schema(example = "5381202912771940127") String id,

            @Schema(
                    example = "email",
                    allowableValues = {"email", "phone"})
            String kind,

            @Schema(example = "a•••@example.pk") String address,
            Instant verified) {

        static IdentityResponse fromIdentity(PersonIdentity identity) {
            return new IdentityResponse(
                    Long.toString(identity.id()),
                    identity.address().kind().toWord(),
                    identity.address().maskAddress(),
                    identity.verified());
        }
    }

    /// Addresses of a person; at most ten.
    @Schema(name = "IdentitiesResponse", example = """
            {
              "identities": [
                {
                  "id": "5381202912771940127",
                  "kind": "email",
                  "address": "a•••@example.pk",
                  "verified": "2026-11-26T06:05:00Z"
                }
              ]
            }
            """)
    record IdentitiesResponse(List<IdentityResponse> identities) {}

    /// Lists the addresses that the person has proved, by which they sign in.
    @Get
    @ApiResponse(responseCode = "200", description = "The addresses")
    @ReaderProblems
    @ApiResponse(responseCode = "403", ref = "#/components/responses/NotAllowed")
    HttpResponse<IdentitiesResponse> listIdentities(HttpRequest<?> request) {
        Chat chat = authenticator.requireSignedInReader(request);
        return UncachedResponse.ofJson(new IdentitiesResponse(addresses.listAddresses(chat.conversation()).stream()
                .map(IdentityResponse::fromIdentity)
                .toList()));
    }

    /// Removes an address: whoever proves it next is a new person. All other devices are signed out, since it is not
    /// stored by which address they were signed in.
    ///
    /// @param id of the list
    @Delete("/{id}")
    @ApiResponse(responseCode = "204", description = "Removed")
    @ReaderProblems
    @ApiResponse(responseCode = "403", ref = "#/components/responses/NotAllowed")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @Produces(MediaType.ALL)
    HttpResponse<?> removeIdentity(
            HttpRequest<?> request, @PathVariable @Schema(example = "5381202912771940127") String id) {
        Chat chat = authenticator.requireSignedInReader(request);
        return switch (addresses.removeAddress(
                chat.conversation(),
                SubjectEncryptionService.parseId(id).orElse(0),
                authenticator.findAccessToken(request),
                clock.instant())) {
            case REMOVED -> HttpResponse.noContent();
            case UNKNOWN ->
                throw ApiException.ofKind(ProblemDetail.Kind.NOT_FOUND, "You have no such address: list them.");
            case LAST ->
                throw ApiException.ofKind(
                        ProblemDetail.Kind.NOT_POSSIBLE,
                        "No other address or account is left: prove another address first.");
        };
    }
}
