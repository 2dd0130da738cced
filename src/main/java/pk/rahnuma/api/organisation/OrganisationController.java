package pk.rahnuma.api.organisation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import pk.rahnuma.desk.OrganisationMemberService;
import pk.rahnuma.desk.PersonActionInvoker;
import pk.rahnuma.http.ReaderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.organisation.ListOrganisationsAction;

/// Organisations for which the person acts.
@Controller("/api/v1/organisations")
@Tag(name = "Organisations")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class OrganisationController {

    private final ChatAuthenticator authenticator;
    private final PersonActionInvoker actions;
    private final ListOrganisationsAction listing;
    private final OrganisationMemberService organisations;

    OrganisationController(
            ChatAuthenticator authenticator,
            PersonActionInvoker actions,
            ListOrganisationsAction listing,
            OrganisationMemberService organisations) {
        this.authenticator = authenticator;
        this.actions = actions;
        this.listing = listing;
        this.organisations = organisations;
    }

    /// An organisation in the list.
    ///
    /// @param role of the person
    @Schema(name = "ListedOrganisation")
    record ListedOrganisation(
            @Schema(example = "s28pyorxpy9n") String id,

            @Schema(example = "Alif Software (Private) Limited")
            String name,

            @Schema(
                    allowableValues = {"owner", "representative", "viewer"},
                    example = "owner")
            String role) {}

    /// All organisations of the person.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "OrganisationListResponse", example = """
            {
              "organisations": [{"id": "s28pyorxpy9n", "name": "Alif Software (Private) Limited", "role": "owner"}]
            }
            """)
    record OrganisationListResponse(List<ListedOrganisation> organisations) {}

    /// Lists the organisations of the person, by name; at most 20.
    @Get
    @ApiResponse(responseCode = "200", description = "The organisations")
    @ApiResponse(responseCode = "304", ref = "#/components/responses/NotModified")
    @ReaderProblems
    HttpResponse<OrganisationListResponse> listOrganisations(HttpRequest<?> request) {
        Chat chat = authenticator.requireReader(request);
        OrganisationListResponse all = new OrganisationListResponse(
                actions.queryAction(listing, chat, new ListOrganisationsAction.In()).items().stream()
                        .map(item -> new ListedOrganisation(item.organisation(), item.name(), item.role()))
                        .toList());
        return UncachedResponse.ofTaggedJson(request, all);
    }

    /// Reads an organisation of the person.
    @Get("/{id}")
    @ApiResponse(responseCode = "200", description = "The organisation")
    @ApiResponse(responseCode = "304", ref = "#/components/responses/NotModified")
    @ReaderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    HttpResponse<OrganisationResponse> showOrganisation(
            HttpRequest<?> request, @Schema(example = "s28pyorxpy9n") String id) {
        Chat chat = authenticator.requireReader(request);
        return UncachedResponse.ofTaggedJson(
                request, OrganisationResponse.fromResult(organisations.requireOrganisation(chat, id)));
    }
}
