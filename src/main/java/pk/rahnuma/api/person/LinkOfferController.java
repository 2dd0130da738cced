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
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.InstantSource;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.IdempotentRequests;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.ReaderProblems;
import pk.rahnuma.http.SenderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.link.LinkOfferService;
import pk.rahnuma.person.link.PersonLinkService;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Links the owner of an address that was proved with the person of the token.
@Controller("/api/v1/me/link-offers/{id}")
@Tag(name = "Links")
@SecurityRequirement(name = "token")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class LinkOfferController {

    private static final Duration BUSY_PAUSE = Duration.ofSeconds(5);

    private final ChatAuthenticator authenticator;
    private final LinkOfferService offers;
    private final IdempotentRequests requests;
    private final InstantSource clock;

    LinkOfferController(
            ChatAuthenticator authenticator,
            LinkOfferService offers,
            IdempotentRequests requests,
            InstantSource clock) {
        this.authenticator = authenticator;
        this.offers = offers;
        this.requests = requests;
        this.clock = clock;
    }

    /// Returns an offer.
    ///
    /// @param id from the problem `other-person`
    @Get
    @ApiResponse(responseCode = "200", description = "The offer")
    @ReaderProblems
    @ApiResponse(responseCode = "403", ref = "#/components/responses/NotAllowed")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    HttpResponse<LinkOfferResponse> showOffer(
            HttpRequest<?> request, @PathVariable @Schema(example = "7203202912771940127") String id) {
        return respond(authenticator.requireSignedInReader(request), readId(id));
    }

    /// Accepts an offer: the two are linked, so that each sees the applications of the other and acts on them. Ask the
    /// person to confirm first. A repeated request changes nothing.
    ///
    /// @param id from the problem `other-person`
    @Post
    @ApiResponse(responseCode = "200", description = "Linked")
    @SenderProblems
    @ApiResponse(responseCode = "403", ref = "#/components/responses/NotAllowed")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    HttpResponse<LinkOfferResponse> acceptOffer(
            HttpRequest<?> request, @PathVariable @Schema(example = "7203202912771940127") String id) {
        Chat chat = authenticator.requireSignedInSender(request);
        requests.claimKey(chat, request, null);
        return switch (offers.acceptOffer(chat.conversation(), readId(id), clock.instant())) {
            case LINKED, ATTACHED -> respond(chat, readId(id));
            case BUSY ->
                throw ApiException.retryLater(
                        ProblemDetail.Kind.NOT_POSSIBLE,
                        "A message or file is on its way: send the same again in a few seconds.",
                        BUSY_PAUSE);
            case TOO_MANY ->
                throw ApiException.ofKind(
                        ProblemDetail.Kind.NOT_POSSIBLE,
                        "A person has at most " + PersonLinkService.MAX_LINKS_PER_PERSON + " links: part one first.");
            case GONE -> throw unknownOffer();
        };
    }

    private static long readId(String id) {
        return SubjectEncryptionService.parseId(id).orElse(0);
    }

    private HttpResponse<LinkOfferResponse> respond(Chat chat, long id) {
        return UncachedResponse.ofJson(offers.findOffer(chat.conversation(), id, clock.instant())
                .map(LinkOfferResponse::fromOffer)
                .orElseThrow(LinkOfferController::unknownOffer));
    }

    private static ApiException unknownOffer() {
        return ApiException.ofKind(
                ProblemDetail.Kind.NOT_FOUND, "There is no such offer, or it has expired: prove it again.");
    }
}
