package pk.rahnuma.api.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.AwaitSupport.await;
import static pk.rahnuma.api.ApiOrganisations.PATH;
import static pk.rahnuma.api.ApiOrganisations.accept;
import static pk.rahnuma.api.ApiOrganisations.admit;
import static pk.rahnuma.api.ApiOrganisations.createOrganisation;
import static pk.rahnuma.api.ApiOrganisations.findMember;
import static pk.rahnuma.api.ApiOrganisations.invite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiOrganisations;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.organisation.MemberNoticeJob;
import pk.rahnuma.organisation.Organisation;

class OrganisationControllerTest {

    private static final String LOOKUP = "api/v1/invitations/lookup";

    private static final TestServer server = TestServer.onH2().shareServer();

    private final ApiClient owner = ApiOrganisations.createPerson(server);

    private static ApiClient createPerson() {
        return ApiOrganisations.createPerson(server);
    }

    private static JsonNode members(ApiClient person, String organisation) {
        return person.read(PATH + "/" + organisation + "/members").at("/members");
    }

    /// Waits for a notice, since the server's own run of the job may hold it at this moment.
    private static void awaitNotice(ApiClient person, String part) {
        await().untilAsserted(() -> {
            server.getBean(MemberNoticeJob.class).sendMemberNotices();
            assertThat(person.readMessages("?limit=100").texts()).anyMatch(text -> text.contains(part));
        });
    }

    @Test
    void aMemberIsInvitedAdmittedChangedAndRemovedAndHearsOfIt() {
        String organisation = createOrganisation(server, owner, "Lahore Soft");
        ApiClient.ApiResponse shown = owner.read(PATH + "/" + organisation);
        assertThat(shown.text("/name")).isEqualTo("Lahore Soft");
        assertThat(shown.text("/role")).isEqualTo("owner");
        assertThat(shown.at("/actions")).extracting(JsonNode::asText).containsExactly("invite", "leave");
        assertThat(owner.read(PATH).text("/organisations/0/id")).isEqualTo(organisation);
        owner.delete(PATH + "/" + organisation + "/members/me").requireProblem(409, "not-possible");

        String code = invite(owner, organisation, "viewer");
        ApiClient bilal = createPerson();
        ApiClient.ApiResponse held = bilal.call("POST", LOOKUP, "{\"code\": \"" + code + "\"}");
        assertThat(held.text("/organisation")).isEqualTo("Lahore Soft");
        assertThat(held.text("/role")).isEqualTo("viewer");
        accept(bilal, code, "Bilal").requireStatus(200);
        accept(bilal, code, "Bilal").requireStatus(404);
        bilal.read(PATH + "/" + organisation).requireStatus(404);
        awaitNotice(owner, "Lahore Soft");
        assertThat(members(owner, organisation))
                .extracting(member -> member.path("waiting").asBoolean())
                .containsExactly(false, true);

        assertThat(server.sql()
                        .queryOne(
                                Integer.class,
                                "select count(*) from audit where chain = ? and what = 'member.viewed'",
                                Organisation.fromCode(organisation).orElseThrow()))
                .isOne();

        String member = findMember(owner, organisation, "Bilal");
        owner.call("PATCH", member, "{\"admitted\": true}");
        assertThat(bilal.read(PATH + "/" + organisation).text("/role")).isEqualTo("viewer");
        awaitNotice(bilal, "Lahore Soft");
        owner.call("PATCH", member, "{\"role\": \"representative\"}").requireStatus(200);
        owner.call("PATCH", member, "{\"role\": \"representative\"}").requireStatus(409);
        owner.delete(member).requireStatus(204);
        owner.delete(member).requireStatus(404);
        assertThat(bilal.read(PATH).at("/organisations").isArray()).isTrue();
        assertThat(bilal.read(PATH).at("/organisations")).isEmpty();
    }

    @Test
    void aMemberWithoutTheRightIsRefusedAndAStrangerFindsNothing() {
        String organisation = createOrganisation(server, owner, "Quetta Care");
        ApiClient viewer = createPerson();
        admit(owner, organisation, viewer, "Viewer", "viewer");
        String ownersId = findMember(owner, organisation, "Owner of Quetta Care");
        viewer.call("PATCH", ownersId, "{\"role\": \"viewer\"}").requireStatus(403);
        viewer.delete(ownersId).requireStatus(403);
        String invitations = PATH + "/" + organisation + "/invitations";
        viewer.call("POST", invitations, "{\"role\": \"viewer\"}").requireStatus(403);
        viewer.read(invitations).requireStatus(403);
        ApiClient stranger = createPerson();
        for (String id : List.of(organisation, "zzzz", "%20", "-")) {
            String path = PATH + "/" + id;
            stranger.read(path).requireStatus(404);
            stranger.read(path + "/members").requireStatus(404);
            stranger.call("PATCH", path + "/members/me", "{\"role\": \"owner\"}")
                    .requireStatus(404);
            stranger.delete(path + "/members/me").requireStatus(404);
            stranger.read(path + "/invitations").requireStatus(404);
            stranger.call("POST", path + "/invitations", "{\"role\": \"viewer\"}")
                    .requireStatus(404);
            stranger.delete(path + "/invitations/0123456789abcdef").requireStatus(404);
        }
        viewer.delete(PATH + "/" + organisation + "/members/me").requireStatus(204);
        assertThat(members(owner, organisation)).hasSize(1);
    }

    @Test
    void anInvitationIsShownOnceListedWithoutItsCodeAndRevoked() {
        String organisation = createOrganisation(server, owner, "Multan Mills");
        String invitations = PATH + "/" + organisation + "/invitations";
        assertThat(owner.read(invitations).at("/invitations").isArray()).isTrue();
        String[] headers = {"Idempotency-Key", ApiClient.newId()};
        String body = "{\"role\": \"representative\"}";
        ApiClient.ApiResponse made = owner.call("POST", invitations, body, headers);
        assertThat(owner.call("POST", invitations, body, headers).body()).isEqualTo(made.body());
        String code = made.text("/code");
        ApiClient.ApiResponse listed = owner.read(invitations);
        assertThat(listed.at("/invitations")).hasSize(1);
        assertThat(listed.response().body()).doesNotContain(code);
        assertThat(listed.text("/invitations/0/expires")).isEqualTo(made.text("/expires"));
        String id = listed.text("/invitations/0/id");
        owner.delete(invitations + "/" + id).requireStatus(204);
        owner.delete(invitations + "/" + id).requireStatus(404);
        accept(createPerson(), code, "Late").requireStatus(404);
        owner.call("POST", invitations, "{\"role\": \"owner\"}").requireStatus(422);
    }

    @Test
    void anAcceptanceNeedsConsentAndGuessesMustWait() {
        String code = invite(owner, createOrganisation(server, owner, "Swat Silk"), "viewer");
        ApiClient unconsented = ApiPersons.createPerson(server);
        accept(unconsented, code, "Dua").requireStatus(409);
        ApiClient guesser = createPerson();
        for (int i = 0; i < 5; i++) {
            accept(guesser, "wrong" + i, "X").requireStatus(404);
        }
        ApiClient.ApiResponse paused =
                guesser.call("POST", LOOKUP, "{\"code\": \"" + code + "\"}").requireStatus(429);
        assertThat(paused.header("Retry-After")).matches("[0-9]+");
        owner.call("POST", "api/v1/invitations/acceptance", "{\"code\": \"x\"}").requireStatus(422);
    }
}
