package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.decision.ApplicationDecisionService;
import pk.rahnuma.registration.decision.ApplicationReviewService;
import pk.rahnuma.shared.Reference;

/// Actions on one's own application as pages, without a script.
class ApplicationActionPageControllerTest {

    private static final TestServer server = TestServer.onH2().shareServer();

    private FormVisitor visitor;
    private String status;
    private Reference reference;

    @BeforeEach
    void sendApplication() {
        visitor = new FormVisitor(server, "en").fillToCheck().sendApplication();
        String grouped = visitor.body().replaceFirst("(?s).*/en/status/([0-9A-Z-]+).*", "$1");
        status = "/en/status/" + grouped;
        reference = Reference.parseText(grouped).orElseThrow();
    }

    private void decide(ApplicationDecision decision) {
        server.getBean(ApplicationDecisionService.class)
                .decide(reference, decision, "sana", server.getBean(Clock.class).instant());
    }

    private void activate() {
        decide(new ApplicationDecision(LineTransition.VERIFY));
        decide(new ApplicationDecision(LineTransition.CONFIRM));
        decide(new ApplicationDecision(LineTransition.APPROVE, List.of(), null, "PTA-77"));
    }

    private void answerAll(String... texts) {
        List.of(texts).forEach(text -> visitor.post(visitor.path(), Map.of("answer", text)));
    }

    private ApplicationReviewService.ApplicationDetails openDossier() {
        return server.getBean(ApplicationReviewService.class)
                .openDossier(
                        reference, true, "sana", server.getBean(Clock.class).instant());
    }

    @Test
    void anApplicationIsWithdrawnAfterAQuestionBack() {
        assertThat(visitor.open(status).body()).contains(status + "/actions/withdraw");
        assertThat(visitor.open(status + "/actions/withdraw").body())
                .contains("Withdraw the application", "method=\"post\"");
        assertThat(visitor.open(status).body()).as("nothing has changed yet").contains("received");
        assertThat(visitor.post(status + "/actions/withdraw", Map.of()).path()).isEqualTo(status);
        assertThat(visitor.body()).contains("withdrawn", "you can apply again").doesNotContain("/actions/withdraw");
        assertThat(visitor.post(status + "/actions/withdraw", Map.of()).path())
                .as("a second time")
                .isEqualTo(status);
    }

    @Test
    void theQuestionOfStaffIsAnsweredOnPages() {
        decide(new ApplicationDecision(LineTransition.ASK, List.of(), "Whose letter is it?", null));
        assertThat(visitor.open(status).body()).contains("Whose letter is it?", status + "/actions/answer");
        visitor.post(status + "/actions/answer", Map.of());
        assertThat(visitor.path()).isEqualTo("/en/apply/supply/told");
        visitor.post(visitor.path(), Map.of("answer", "It is the letter of my client."));
        assertThat(visitor.path()).isEqualTo("/en/apply/supply/further_document");
        visitor.post(visitor.path(), Map.of("answer", ""));
        assertThat(visitor.path()).isEqualTo("/en/apply/supply/check");
        assertThat(visitor.body()).contains("It is the letter of my client.").doesNotContain("By sending you declare");
        assertThat(visitor.post("/en/apply/supply/check", Map.of()).path()).isEqualTo(status);
        assertThat(visitor.body()).contains("What you sent has reached the desk");
        assertThat(visitor.open(status).body()).doesNotContain(status + "/actions/answer");
    }

    @Test
    void theLineOfAFreelancerIsChangedOnPages() {
        activate();
        visitor.post(status + "/actions/change", Map.of());
        assertThat(visitor.path()).isEqualTo("/en/apply/change-line/kind");
        assertThat(visitor.body()).doesNotContain("change-line/reference");
        answerAll("move", "route", "static_ip", "nayatel", "NT-778", "39.40.1.201");
        assertThat(visitor.path()).isEqualTo("/en/apply/change-line/check");
        assertThat(visitor.post(visitor.path(), Map.of()).path()).isEqualTo(status);
        assertThat(visitor.body()).contains("What you sent has reached the desk");
        assertThat(openDossier().change())
                .containsOnlyKeys("isp", "subscriber_id", "ips")
                .containsEntry("ips", "39.40.1.201");
    }

    @Test
    void anAnswerToStaffThatWasBegunGoesOnWhereItWasLeft() {
        decide(new ApplicationDecision(LineTransition.ASK, List.of(), null, null, List.of("isp", "subscriber_id")));
        assertThat(visitor.open(status).body()).doesNotContain("Go on with your answer");
        visitor.post(status + "/actions/answer", Map.of());
        assertThat(visitor.path()).isEqualTo("/en/apply/supply/isp");
        assertThat(visitor.body()).doesNotContain("supply/reference");
        answerAll("nayatel");
        assertThat(visitor.path()).isEqualTo("/en/apply/supply/subscriber_id");
        assertThat(visitor.body()).contains("supply/isp").doesNotContain("supply/reference");
        assertThat(visitor.open(status).body()).contains("Go on with your answer");
        assertThat(visitor.post(status + "/actions/answer", Map.of()).path())
                .isEqualTo("/en/apply/supply/subscriber_id");
        answerAll("NT-779");
        assertThat(visitor.path()).isEqualTo("/en/apply/supply/check");
        visitor.post(visitor.path(), Map.of());
        assertThat(openDossier().answers()).containsEntry("isp", "nayatel").containsEntry("subscriber_id", "NT-779");
    }

    @Test
    void anAnswerToStaffThatIsSentByTwoRequestsAtOnceLeadsBothToTheApplication() throws Exception {
        decide(new ApplicationDecision(LineTransition.ASK, List.of(), "Whose letter is it?", null));
        visitor.post(status + "/actions/answer", Map.of());
        answerAll("It is the letter of my client.", "");
        FormVisitor second = new FormVisitor(server, "en").withToken(visitor.token());
        CompletableFuture<String> path = CompletableFuture.supplyAsync(
                () -> second.post("/en/apply/supply/check", Map.of()).path());
        assertThat(visitor.post("/en/apply/supply/check", Map.of()).path()).startsWith("/en/status");
        assertThat(path.get(30, TimeUnit.SECONDS)).startsWith("/en/status");
    }

    @Test
    void aLineThatIsReportedAsBlockedByTwoClicksIsOneTicket() {
        activate();
        String key = visitor.open(status).body().replaceAll("(?s).*name=\"key\" value=\"([0-9a-f-]{36})\".*", "$1");
        long before = countTickets();
        for (int i = 0; i < 2; i++) {
            visitor.post(status + "/actions/line_blocked", Map.of("key", key));
            assertThat(visitor.path()).isEqualTo("/en/apply/line-blocked/since");
        }
        assertThat(countTickets()).isEqualTo(before + 1);
    }

    private static long countTickets() {
        return server.sql().queryOne(Long.class, "select count(*) from ticket");
    }

    @Test
    void anActionOfAnotherPersonAndOneThatIsNotPossibleChangeNothing() {
        FormVisitor other = new FormVisitor(server, "en").begin();
        assertThat(other.post(status + "/actions/withdraw", Map.of()).path()).isEqualTo("/en/status");
        assertThat(other.open(status + "/actions/withdraw").path()).isEqualTo("/en/status");
        assertThat(visitor.post(status + "/actions/end", Map.of()).path()).isEqualTo(status);
        assertThat(visitor.open(status + "/actions/answer").path()).isEqualTo(status);
        visitor.post(status + "/actions/withdraw", Map.of(), "Sec-Fetch-Site", "cross-site");
        assertThat(visitor.page().statusCode()).isEqualTo(403);
        assertThat(visitor.open(status).body()).contains("received");
    }
}
