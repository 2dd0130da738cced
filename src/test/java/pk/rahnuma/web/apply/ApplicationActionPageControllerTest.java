package pk.rahnuma.web.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.decision.DecisionProposalService;
import pk.rahnuma.shared.Reference;

/// Actions on one's own application as pages, without a script.
class ApplicationActionPageControllerTest {

    private static TestServer server;

    private FormVisitor visitor;
    private String status;
    private Reference reference;

    @BeforeAll
    static void startServer() {
        server = TestServer.onH2().startServer();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void sendApplication() {
        visitor = new FormVisitor(server, "en").fillToCheck().sendApplication();
        String grouped = visitor.body().replaceFirst("(?s).*/en/status/([0-9A-Z-]+).*", "$1");
        status = "/en/status/" + grouped;
        reference = Reference.parseText(grouped).orElseThrow();
    }

    private void decide(ApplicationDecision decision) {
        server.getBean(DecisionProposalService.class)
                .decide(reference, decision, "sana", server.getBean(Clock.class).instant());
    }

    @Test
    void anApplicationIsWithdrawnAfterAQuestionBack() {
        assertThat(visitor.open(status).body()).contains(status + "/actions/withdraw");
        assertThat(visitor.open(status + "/actions/withdraw").body())
                .contains("Withdraw the application", "method=\"post\"");
        assertThat(visitor.open(status).body()).as("nothing has changed yet").contains("received");
        assertThat(visitor.post(status + "/actions/withdraw", Map.of()).body()).contains("is withdrawn");
        assertThat(visitor.open(status).body()).contains("withdrawn").doesNotContain("/actions/withdraw");
        assertThat(visitor.post(status + "/actions/withdraw", Map.of()).path())
                .as("a second time")
                .isEqualTo(status);
    }

    @Test
    void theQuestionOfStaffIsAnsweredOnPages() {
        decide(new ApplicationDecision(ApplicationTransition.SCREEN));
        decide(new ApplicationDecision(ApplicationTransition.ASK, List.of(), "Whose letter is it?", null));
        assertThat(visitor.open(status).body()).contains("Whose letter is it?", status + "/actions/answer");
        visitor.post(status + "/actions/answer", Map.of());
        assertThat(visitor.path()).isEqualTo("/en/apply/supply/told");
        visitor.post(visitor.path(), Map.of("answer", "It is the letter of my client."));
        assertThat(visitor.path()).isEqualTo("/en/apply/supply/further_document");
        visitor.post(visitor.path(), Map.of("answer", ""));
        assertThat(visitor.path()).isEqualTo("/en/apply/supply/check");
        assertThat(visitor.body()).contains("It is the letter of my client.").doesNotContain("By sending you declare");
        assertThat(visitor.post("/en/apply/supply/check", Map.of()).body()).contains("Thank you, our staff go on with");
        assertThat(visitor.open(status).body()).doesNotContain(status + "/actions/answer");
    }

    @Test
    void anActionOfAnotherPersonAndOneThatIsNotPossibleChangeNothing() {
        FormVisitor other = new FormVisitor(server, "en").begin();
        assertThat(other.post(status + "/actions/withdraw", Map.of()).path()).isEqualTo("/en/status");
        assertThat(other.open(status + "/actions/withdraw").path()).isEqualTo("/en/status");
        assertThat(visitor.post(status + "/actions/cancel", Map.of()).path()).isEqualTo(status);
        assertThat(visitor.open(status + "/actions/answer").path()).isEqualTo(status);
        visitor.post(status + "/actions/withdraw", Map.of(), "Sec-Fetch-Site", "cross-site");
        assertThat(visitor.page().statusCode()).isEqualTo(403);
        assertThat(visitor.open(status).body()).contains("received");
    }
}
