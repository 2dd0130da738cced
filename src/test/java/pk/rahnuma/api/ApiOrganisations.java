package pk.rahnuma.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import pk.rahnuma.TestServer;
import pk.rahnuma.organisation.Organisation;
import pk.rahnuma.organisation.OrganisationService;

/// Organisations and their members, for tests of routes.
public final class ApiOrganisations {
    public static final String PATH = "api/v1/organisations";

    private ApiOrganisations() {}

    /// Creates a person who has agreed to the storage of their data.
    public static ApiClient createPerson(TestServer server) {
        ApiClient person = ApiPersons.createPerson(server);
        String version = person.read("api/v1/me").text("/consent/present");
        person.call("POST", "api/v1/me/consents", "{\"version\": \"" + version + "\", \"given\": true}")
                .requireStatus(200);
        return person;
    }

    /// Creates an organisation. Returns its id.
    public static String createOrganisation(TestServer server, ApiClient owner, String name) {
        OrganisationService.OrganisationRequest wish = new OrganisationService.OrganisationRequest(
                name, "", "", ApiPersons.personOf(server, owner), "Owner of " + name);
        return Organisation.toCode(server.sql()
                .inTransaction(() -> server.getBean(OrganisationService.class)
                        .createOrganisations(
                                List.of(wish), server.getBean(Clock.class).instant()))
                .getFirst());
    }

    /// Invites a member. Returns the code.
    public static String invite(ApiClient owner, String organisation, String role) {
        return owner.call("POST", PATH + "/" + organisation + "/invitations", "{\"role\": \"" + role + "\"}")
                .text("/code");
    }

    public static ApiClient.ApiResponse accept(ApiClient person, String code, String name) {
        return person.call(
                "POST",
                "api/v1/invitations/acceptance",
                ApiClient.object().put("code", code).put("name", name));
    }

    /// Path of a member of this name.
    public static String findMember(ApiClient person, String organisation, String name) {
        String members = PATH + "/" + organisation + "/members";
        return person.readPages(members, "/members").stream()
                .filter(member -> member.path("name").asText().equals(name))
                .map(member -> members + "/" + member.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    /// Invites a person and admits them. Returns the path of the member.
    public static String admit(ApiClient owner, String organisation, ApiClient person, String name, String role) {
        accept(person, invite(owner, organisation, role), name).requireStatus(200);
        String member = findMember(owner, organisation, name);
        owner.call("PATCH", member, "{\"admitted\": true}").requireStatus(200);
        return member;
    }

    /// Registers lines for a new organisation of a person: those at places that begin with M with Nayatel, others with
    /// PTCL.
    ///
    /// @return reference of the application
    public static String registerLines(TestServer server, ApiClient client, String... sites) {
        ObjectNode answers = ApiForms.company(client, createOrganisation(server, client, "Alif Software"));
        ArrayNode lines = answers.putArray("connections");
        for (String site : sites) {
            lines.addObject()
                    .put("site", site)
                    .put("isp", site.startsWith("M") ? "nayatel" : "ptcl")
                    .put("subscriber_id", "NTL-1234" + lines.size())
                    .putArray("addresses")
                    .add(ApiForms.newAddress());
        }
        String draft = ApiForms.createDraft(client, "register-company", answers).text("/draft/id");
        return ApiForms.submit(client, ApiForms.DRAFTS + "/" + draft).text("/application/reference");
    }
}
