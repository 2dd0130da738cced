package pk.rahnuma.api.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.organisation.Organisation;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.organisation.notice.MemberNoticeJob;

class OrganisationControllerTest {

    private static final String PATH = "api/v1/organisations";
    private static final String ACCEPTANCE = "api/v1/invitations/acceptance";
    private static final String LOOKUP = "api/v1/invitations/lookup";

    private static final TestServer server = TestServer.onH2().shareServer();

    private static ApiClient createPerson() {
        ApiClient person = ApiPersons.createPerson(server);
        String version = person.call("GET", "api/v1/me", null)
                .body()
                .at("/consent/present")
                .asText();
        person.call(
                "POST",
                "api/v1/me/consents",
                ApiClient.object().put("version", version).put("given", true).toString());
        return person;
    }

    private static String createOrganisation(ApiClient owner, String name) {
        OrganisationService.OrganisationRequest wish = new OrganisationService.OrganisationRequest(
                name, "", "", ApiPersons.personOf(server, owner), "Owner of " + name);
        return Organisation.toCode(server.sql()
                .inTransaction(() -> server.getBean(OrganisationService.class)
                        .createOrganisations(
                                List.of(wish), server.getBean(Clock.class).instant()))
                .getFirst());
    }

    private static String invite(ApiClient owner, String organisation, String role) {
        return owner.call("POST", PATH + "/" + organisation + "/invitations", "{\"role\": \"" + role + "\"}")
                .body()
                .path("code")
                .asText();
    }

    private static ApiClient.ApiResponse accept(ApiClient person, String code, String name) {
        return person.call(
                "POST",
                ACCEPTANCE,
                ApiClient.object().put("code", code).put("name", name).toString());
    }

    private static JsonNode members(ApiClient person, String organisation) {
        return person.call("GET", PATH + "/" + organisation + "/members", null)
                .body()
                .path("members");
    }

    private static String memberId(ApiClient person, String organisation, String name) {
        for (JsonNode member : members(person, organisation)) {
            if (member.path("name").asText().equals(name)) {
                return PATH + "/" + organisation + "/members/"
                        + member.path("id").asText();
            }
        }
        throw new AssertionError("no member " + name);
    }

    private static void admit(ApiClient owner, String organisation, ApiClient person, String name, String role) {
        assertThat(accept(person, invite(owner, organisation, role), name).status())
                .isEqualTo(200);
        assertThat(owner.call("PATCH", memberId(owner, organisation, name), "{\"admitted\": true}")
                        .status())
                .isEqualTo(200);
    }

    private static List<String> news(ApiClient person) {
        server.getBean(MemberNoticeJob.class).sendMemberNotices();
        List<String> texts = new ArrayList<>(person.readMessages("?limit=100").texts());
        return texts;
    }

    @Test
    void aMemberIsInvitedAdmittedChangedAndRemovedAndHearsOfIt() {
        ApiClient owner = createPerson();
        String organisation = createOrganisation(owner, "Lahore Soft");
        JsonNode shown = owner.call("GET", PATH + "/" + organisation, null).body();
        assertThat(shown.path("name").asText()).isEqualTo("Lahore Soft");
        assertThat(shown.path("role").asText()).isEqualTo("owner");
        assertThat(shown.path("actions")).extracting(JsonNode::asText).containsExactly("invite", "leave");
        assertThat(owner.call("GET", PATH, null)
                        .body()
                        .at("/organisations/0/id")
                        .asText())
                .isEqualTo(organisation);

        String code = invite(owner, organisation, "viewer");
        ApiClient bilal = createPerson();
        JsonNode held =
                bilal.call("POST", LOOKUP, "{\"code\": \"" + code + "\"}").body();
        assertThat(held.path("organisation").asText()).isEqualTo("Lahore Soft");
        assertThat(held.path("role").asText()).isEqualTo("viewer");
        assertThat(accept(bilal, code, "Bilal").status()).isEqualTo(200);
        assertThat(accept(bilal, code, "Bilal").status()).isEqualTo(404);
        assertThat(bilal.call("GET", PATH + "/" + organisation, null).status()).isEqualTo(404);
        assertThat(news(owner)).anyMatch(text -> text.contains("Lahore Soft"));
        assertThat(members(owner, organisation))
                .extracting(member -> member.path("waiting").asBoolean())
                .containsExactly(false, true);

        assertThat(server.sql()
                        .queryOne(
                                Integer.class,
                                "select count(*) from audit where chain = ? and what = 'member.viewed'",
                                Organisation.fromCode(organisation).orElseThrow()))
                .isOne();

        String member = memberId(owner, organisation, "Bilal");
        owner.call("PATCH", member, "{\"admitted\": true}");
        assertThat(bilal.call("GET", PATH + "/" + organisation, null)
                        .body()
                        .path("role")
                        .asText())
                .isEqualTo("viewer");
        assertThat(news(bilal)).anyMatch(text -> text.contains("Lahore Soft"));
        assertThat(owner.call("PATCH", member, "{\"role\": \"representative\"}").status())
                .isEqualTo(200);
        assertThat(owner.call("PATCH", member, "{\"role\": \"representative\"}").status())
                .isEqualTo(409);
        assertThat(owner.call("DELETE", member, null).status()).isEqualTo(204);
        assertThat(owner.call("DELETE", member, null).status()).isEqualTo(404);
        assertThat(bilal.call("GET", PATH, null).body().path("organisations").isArray())
                .isTrue();
        assertThat(bilal.call("GET", PATH, null).body().path("organisations")).isEmpty();
    }

    @Test
    void aChangeOfMembersThatIsBasedOnAnEarlierListIsRefused() {
        ApiClient owner = createPerson();
        String organisation = createOrganisation(owner, "Multan Soft");
        admit(owner, organisation, createPerson(), "Bilal", "viewer");
        String members = PATH + "/" + organisation + "/members";
        String seen = owner.call("GET", members, null).header("ETag");
        assertThat(owner.call("GET", members, null, "If-None-Match", seen).status())
                .isEqualTo(304);
        String bilal = memberId(owner, organisation, "Bilal");
        assertThat(owner.call("PATCH", bilal, "{\"role\": \"representative\"}", "If-Match", seen)
                        .status())
                .isEqualTo(200);
        assertThat(owner.call("PATCH", bilal, "{\"role\": \"owner\"}", "If-Match", seen)
                        .status())
                .isEqualTo(412);
        assertThat(owner.call("DELETE", bilal, null, "If-Match", seen).status()).isEqualTo(412);
    }

    @Test
    void anInvitationThatIsBasedOnAnEarlierListIsRefused() {
        ApiClient owner = createPerson();
        String organisation = PATH + "/" + createOrganisation(owner, "Quetta Soft");
        String invitations = organisation + "/invitations";
        String body = "{\"role\": \"viewer\"}";
        String empty = owner.call("GET", invitations, null).header("ETag");
        assertThat(owner.call("POST", invitations, body, "If-Match", empty).status())
                .isEqualTo(200);
        assertThat(owner.call("POST", invitations, body, "If-Match", empty).status())
                .isEqualTo(412);
        ApiClient.ApiResponse listed = owner.call("GET", invitations, null);
        assertThat(listed.body().path("invitations")).hasSize(1);
        assertThat(owner.call("GET", invitations, null, "If-None-Match", listed.header("ETag"))
                        .status())
                .isEqualTo(304);
        String one = invitations + "/" + listed.body().at("/invitations/0/id").asText();
        assertThat(owner.call("DELETE", one, null, "If-Match", empty).status()).isEqualTo(412);
        assertThat(owner.call("DELETE", one, null, "If-Match", listed.header("ETag"))
                        .status())
                .isEqualTo(204);
        for (String read : List.of(PATH, organisation)) {
            String tag = owner.call("GET", read, null).header("ETag");
            assertThat(owner.call("GET", read, null, "If-None-Match", tag).status())
                    .as(read)
                    .isEqualTo(304);
        }
    }

    @Test
    void theLastOwnerStaysAndAMemberLeaves() {
        ApiClient owner = createPerson();
        String organisation = createOrganisation(owner, "Karachi Calls");
        ApiClient.ApiResponse refused = owner.call("DELETE", PATH + "/" + organisation + "/members/me", null);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.type()).isEqualTo("/problems/not-possible");
        ApiClient chanda = createPerson();
        admit(owner, organisation, chanda, "Chanda", "representative");
        assertThat(chanda.call("DELETE", PATH + "/" + organisation + "/members/me", null)
                        .status())
                .isEqualTo(204);
        assertThat(members(owner, organisation)).hasSize(1);
    }

    @Test
    void aMemberWithoutTheRightIsRefusedAndAStrangerFindsNothing() {
        ApiClient owner = createPerson();
        String organisation = createOrganisation(owner, "Quetta Care");
        ApiClient viewer = createPerson();
        admit(owner, organisation, viewer, "Viewer", "viewer");
        String ownersId = memberId(owner, organisation, "Owner of Quetta Care");
        assertThat(viewer.call("PATCH", ownersId, "{\"role\": \"viewer\"}").status())
                .isEqualTo(403);
        assertThat(viewer.call("DELETE", ownersId, null).status()).isEqualTo(403);
        String invitations = PATH + "/" + organisation + "/invitations";
        assertThat(viewer.call("POST", invitations, "{\"role\": \"viewer\"}").status())
                .isEqualTo(403);
        assertThat(viewer.call("GET", invitations, null).status()).isEqualTo(403);
        ApiClient stranger = createPerson();
        for (String id : List.of(organisation, "zzzz", "%20", "-")) {
            String path = PATH + "/" + id;
            assertThat(stranger.call("GET", path, null).status()).isEqualTo(404);
            assertThat(stranger.call("GET", path + "/members", null).status()).isEqualTo(404);
            assertThat(stranger.call("PATCH", path + "/members/me", "{\"role\": \"owner\"}")
                            .status())
                    .isEqualTo(404);
            assertThat(stranger.call("DELETE", path + "/members/me", null).status())
                    .isEqualTo(404);
            assertThat(stranger.call("GET", path + "/invitations", null).status())
                    .isEqualTo(404);
            assertThat(stranger.call("POST", path + "/invitations", "{\"role\": \"viewer\"}")
                            .status())
                    .isEqualTo(404);
            assertThat(stranger.call("DELETE", path + "/invitations/0123456789abcdef", null)
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void anInvitationIsShownOnceListedWithoutItsCodeAndRevoked() {
        ApiClient owner = createPerson();
        String organisation = createOrganisation(owner, "Multan Mills");
        String invitations = PATH + "/" + organisation + "/invitations";
        assertThat(owner.call("GET", invitations, null)
                        .body()
                        .path("invitations")
                        .isArray())
                .isTrue();
        String key = ApiClient.newId();
        JsonNode made = owner.call("POST", invitations, "{\"role\": \"representative\"}", "Idempotency-Key", key)
                .body();
        assertThat(owner.call("POST", invitations, "{\"role\": \"representative\"}", "Idempotency-Key", key)
                        .body())
                .isEqualTo(made);
        String code = made.path("code").asText();
        ApiClient.ApiResponse listed = owner.call("GET", invitations, null);
        assertThat(listed.body().path("invitations")).hasSize(1);
        assertThat(listed.response().body()).doesNotContain(code);
        assertThat(listed.body().at("/invitations/0/expires").asText())
                .isEqualTo(made.path("expires").asText());
        String id = listed.body().at("/invitations/0/id").asText();
        assertThat(owner.call("DELETE", invitations + "/" + id, null).status()).isEqualTo(204);
        assertThat(owner.call("DELETE", invitations + "/" + id, null).status()).isEqualTo(404);
        assertThat(accept(createPerson(), code, "Late").status()).isEqualTo(404);
        assertThat(owner.call("POST", invitations, "{\"role\": \"owner\"}").status())
                .isEqualTo(422);
    }

    @Test
    void anAcceptanceNeedsConsentAndGuessesMustWait() {
        ApiClient owner = createPerson();
        String code = invite(owner, createOrganisation(owner, "Swat Silk"), "viewer");
        ApiClient unconsented = ApiPersons.createPerson(server);
        String key = ApiClient.newId();
        String body = ApiClient.object().put("code", code).put("name", "Dua").toString();
        assertThat(unconsented
                        .call("POST", ACCEPTANCE, body, "Idempotency-Key", key)
                        .status())
                .isEqualTo(409);
        ApiClient guesser = createPerson();
        for (int i = 0; i < 5; i++) {
            assertThat(accept(guesser, "wrong" + i, "X").status()).isEqualTo(404);
        }
        ApiClient.ApiResponse paused = guesser.call("POST", LOOKUP, "{\"code\": \"" + code + "\"}");
        assertThat(paused.status()).isEqualTo(429);
        assertThat(paused.header("Retry-After")).matches("[0-9]+");
        assertThat(owner.call("POST", ACCEPTANCE, "{\"code\": \"x\"}").status()).isEqualTo(422);
    }
}
