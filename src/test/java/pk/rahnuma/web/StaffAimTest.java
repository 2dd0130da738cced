package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.FixedStaffAvailability;

/// Times and places in the queue that a person is told, on pages and over the API: none while no member of staff can
/// act, and an aim otherwise.
class StaffAimTest {

    private static final String TICKET = "{\"topic\": \"complaint\", \"text\": \"It does not work\"}";

    private final TestServer server = TestServer.onH2().shareServer();

    @AfterEach
    void closeServer() {
        server.close();
    }

    private JsonNode applicationOf(ApiClient app, String reference) {
        return app.call("GET", "api/v1/applications/" + reference, null)
                .requireStatus(200)
                .body();
    }

    @Test
    void anApplicationHasNoTimeWithoutAMemberToDecide() {
        ApiClient app = ApiPersons.createPerson(server);
        String reference = ApiPersons.submitApplication(server, app, "39.40.1.1");
        JsonNode unstaffed = applicationOf(app, reference);
        assertThat(unstaffed.path("next").asText()).isEqualTo("unstaffed");
        assertThat(List.of(unstaffed.has("due"), unstaffed.has("wasDue"))).containsOnly(false);
        FixedStaffAvailability.insertMember(server.sql(), StaffRole.REVIEWER);
        JsonNode staffed = applicationOf(app, reference);
        assertThat(staffed.path("next").asText()).isEqualTo("desk");
        assertThat(staffed.has("due")).isTrue();
    }

    @Test
    void aTicketHasNoTimeAndNoPlaceWithoutAMemberToAnswer() {
        ApiClient app = ApiPersons.createPerson(server);
        ApiPersons.proveEmail(server, app, "ayesha@example.com");
        JsonNode unstaffed =
                app.call("POST", "api/v1/tickets", TICKET).requireStatus(201).body();
        assertThat(List.of(unstaffed.has("due"), unstaffed.has("place"), unstaffed.has("answerBy")))
                .containsOnly(false);
        FixedStaffAvailability.insertMember(server.sql(), StaffRole.AGENT);
        JsonNode staffed = app.call(
                        "GET", "api/v1/tickets/" + unstaffed.path("number").asText(), null)
                .requireStatus(200)
                .body();
        assertThat(List.of(staffed.has("due"), staffed.has("place"))).containsOnly(true);
    }

    @Test
    void theReceiptCallsAnAimAnAimAndSaysWhenNoMemberCanAct() {
        FormVisitor visitor = new FormVisitor(server, "en").fillToCheck();
        visitor.sendApplication();
        assertThat(visitor.body())
                .contains("no member of our staff can act yet")
                .doesNotContain("our staff act", "aim");
        FixedStaffAvailability.insertMember(server.sql(), StaffRole.REVIEWER);
        assertThat(visitor.open(visitor.path()).body()).contains("our staff act (our aim: by ");
    }
}
