package pk.rahnuma.api.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.decision.ApplicationDecisionService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.intake.OpenTicketAction;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.ticket.work.TicketReplyService;

class NotificationControllerTest {

    private static final String PATH = "api/v1/notifications";
    private static final TicketAgent SANA = new TicketAgent(99, "Sana");

    private static final TestServer server = TestServer.onH2().shareServer();

    private static Instant now() {
        return server.getBean(Clock.class).instant();
    }

    private static Reference submitApplication(ApiClient person, String address) {
        return Reference.parseText(ApiPersons.submitApplication(server, person, address))
                .orElseThrow();
    }

    private static void decide(Reference application, ApplicationDecision decision) {
        server.getBean(ApplicationDecisionService.class).decide(application, decision, "sana", now());
    }

    private static String answerTicket(ApiClient person) {
        OpenTicketAction.In in = new OpenTicketAction.In("complaint", "It is slow.", "");
        String number = server.sql()
                .inTransaction(() -> server.getBean(OpenTicketAction.class)
                        .executeAll(
                                List.of(DomainFixture.createRequest(ApiPersons.personOf(server, person), in, now()))))
                .getFirst()
                .number();
        Reference ticket = Reference.parseText(number).orElseThrow();
        server.getBean(TicketAssignmentService.class).claimTicket(ticket, SANA, now());
        server.getBean(TicketReplyService.class)
                .sendAnswer(ticket, SANA, "Since when?", null, Ticket.State.WAITING_USER, now());
        return number;
    }

    private static JsonNode firstOfKind(JsonNode news, String kind) {
        for (JsonNode each : news) {
            if (each.path("kind").asText().equals(kind)) {
                return each;
            }
        }
        throw new AssertionError("no news of an " + kind + " in " + news);
    }

    @Test
    void newsTellInFieldsWhatTheyAreAbout() {
        ApiClient ayesha = ApiPersons.createPerson(server);
        Reference application = submitApplication(ayesha, "39.34.1.1");
        decide(application, new ApplicationDecision(LineTransition.ASK, List.of(), "Whose letter is it?", null));
        String ticket = answerTicket(ayesha);
        ApiClient.ApiResponse response = ayesha.read(PATH);
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        JsonNode news = response.at("/notifications");
        assertThat(news.at("/0/kind").asText()).isEqualTo("ticket");
        assertThat(news.at("/0/ticket").asText()).isEqualTo(ticket);
        assertThat(news.at("/0/text").asText()).contains("Since when?");
        JsonNode decided = firstOfKind(news, "application");
        assertThat(decided.path("reference").asText()).isEqualTo(application.toGroupedText());
        assertThat(decided.path("status").asText()).isEqualTo("asked");
        assertThat(decided.path("text").asText()).contains("Whose letter is it?");
        assertThat(decided.path("read").asBoolean()).isFalse();
    }

    @Test
    void newsAreReadInPagesAndMarkedAsReadOnceAndForAll() {
        ApiClient bilal = ApiPersons.createPerson(server);
        answerTicket(bilal);
        answerTicket(bilal);
        ApiClient.ApiResponse first = bilal.read(PATH + "?limit=1");
        assertThat(first.at("/notifications")).hasSize(1);
        assertThat(first.at("/readUpTo").asInt()).isZero();
        int newest = first.at("/notifications/0/seq").asInt();
        ApiClient.ApiResponse second = bilal.read(PATH + "?limit=1&cursor=" + first.text("/next"));
        int older = second.at("/notifications/0/seq").asInt();
        assertThat(older).isLessThan(newest);
        assertThat(bilal.call("POST", PATH + "/read", "{\"upTo\": " + older + "}")
                        .at("/readUpTo")
                        .asInt())
                .isEqualTo(older);
        ApiClient.ApiResponse after = bilal.read(PATH);
        assertThat(after.at("/notifications"))
                .filteredOn(each -> each.path("read").asBoolean())
                .allMatch(each -> each.path("seq").asInt() <= older)
                .isNotEmpty();
        assertThat(after.at("/notifications/0/read").asBoolean()).isFalse();
        bilal.call("POST", PATH + "/read", "{\"upTo\": 2000000000}");
        assertThat(bilal.call("POST", PATH + "/read", "{\"upTo\": 1}")
                        .at("/readUpTo")
                        .asInt())
                .as("never backwards")
                .isGreaterThanOrEqualTo(newest);
        answerTicket(bilal);
        assertThat(bilal.read(PATH).at("/notifications/0/read").asBoolean()).isFalse();
    }

    @Test
    void newsOfOthersAreNotShownAndAWrongMarkIsRefused() {
        answerTicket(ApiPersons.createPerson(server));
        ApiClient stranger = ApiPersons.createPerson(server);
        ApiClient.ApiResponse none = stranger.read(PATH);
        assertThat(none.at("/notifications").isArray()).isTrue();
        assertThat(none.at("/notifications")).isEmpty();
        for (String body : List.of("{}", "{\"upTo\": 0}", "{\"upTo\": \"x\"}", "{\"upTo\": 1, \"all\": true}")) {
            stranger.call("POST", PATH + "/read", body).requireProblem("invalid");
        }
    }
}
