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
import pk.rahnuma.person.link.PersonLinkService;
import pk.rahnuma.person.link.PersonLinkService.LinkedPerson;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Persons who are linked with the person of the token.
@Controller("/api/v1/me/links")
@Tag(name = "Links")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PersonLinkController {

    private final ChatAuthenticator authenticator;
    private final PersonLinkService links;
    private final InstantSource clock;

    PersonLinkController(ChatAuthenticator authenticator, PersonLinkService links, InstantSource clock) {
        this.authenticator = authenticator;
        this.links = links;
        this.clock = clock;
    }

    /// A link. The id is text, since JavaScript would round a long number.
    ///
    /// @param channel of the chat that the other person used last; empty when they have none
    @Schema(name = "PersonLinkResponse")
    record PersonLinkResponse(
            @Schema(example = "5381202912771940127") String id,

            @Schema(
                    example = "telegram",
                    allowableValues = {"telegram", "web", ""})
            String channel,

            Instant since) {

        static PersonLinkResponse fromLink(LinkedPerson linked) {
            return new PersonLinkResponse(Long.toString(linked.id()), linked.channel(), linked.linked());
        }
    }

    /// Links of a person; at most five.
    @Schema(name = "PersonLinksResponse", example = """
            {"links": [{"id": "5381202912771940127", "channel": "telegram", "since": "2026-11-26T06:05:00Z"}]}
            """)
    record PersonLinksResponse(List<PersonLinkResponse> links) {}

    /// Lists the links of the person, the latest first.
    @Get
    @ApiResponse(responseCode = "200", description = "The links")
    @ReaderProblems
    HttpResponse<PersonLinksResponse> listLinks(HttpRequest<?> request) {
        Chat chat = authenticator.requireReader(request);
        return UncachedResponse.ofJson(new PersonLinksResponse(links.listLinks(chat.conversation()).stream()
                .map(PersonLinkResponse::fromLink)
                .toList()));
    }

    /// Ends a link at once. The other person gets a notice.
    ///
    /// @param id of the list
    @Delete("/{id}")
    @ApiResponse(responseCode = "204", description = "Parted")
    @ReaderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @Produces(MediaType.ALL)
    HttpResponse<?> partLink(HttpRequest<?> request, @PathVariable @Schema(example = "5381202912771940127") String id) {
        Chat chat = authenticator.requireSender(request);
        if (!links.partPersons(
                chat.conversation(), SubjectEncryptionService.parseId(id).orElse(0), clock.instant())) {
            throw ApiException.ofKind(ProblemDetail.Kind.NOT_FOUND, "You have no such link: list them.");
        }
        return HttpResponse.noContent();
    }
}
