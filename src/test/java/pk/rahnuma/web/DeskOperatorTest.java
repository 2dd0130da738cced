package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.dialog.script.ScriptLibrary;

/// The party that runs the desk, as every channel names it: an operator, a person who tries it, or none.
class DeskOperatorTest {

    private static final TestServer nobodys = TestServer.onH2()
            .withVariable("RAHNUMA_OPERATOR_NAME", "")
            .withVariable("RAHNUMA_OPERATOR_CONTACT", "")
            .shareServer();
    private static final TestServer trial =
            TestServer.onH2().withProperty("rahnuma.trial", true).shareServer();
    private static final TestServer named = TestServer.onH2().shareServer();

    private static String page(TestServer server, String path) {
        return new FormVisitor(server, "en").open(path).body();
    }

    private static String text(TestServer server, String language, String key) {
        return server.getBean(ScriptLibrary.class).texts().formatText(language, key, Map.of());
    }

    @ParameterizedTest
    @CsvSource({"en,/en/", "ur,/ur/apply", "ur-Latn,/ur-Latn/status", "en,/chat?lang=en", "ur,/chat?lang=ur"})
    void everyPageSaysThatItIsForTryingOrHasNoOperator(String language, String path) {
        assertThat(page(trial, path)).contains(text(trial, language, "web.trial"));
        assertThat(page(nobodys, path)).contains(text(nobodys, language, "web.nobody"));
        assertThat(page(named, path))
                .contains("Help Desk Lahore")
                .doesNotContain(text(named, language, "web.trial"), text(named, language, "web.nobody"));
    }

    @Test
    void theConsoleOfADeskForTryingSaysSo() {
        assertThat(page(trial, "/desk/sign-in")).contains("For trying: nothing here is real");
        assertThat(page(named, "/desk/sign-in")).doesNotContain("For trying");
    }

    @Test
    void withoutAnOperatorNoFormStartsOnPages() {
        FormVisitor visitor = new FormVisitor(nobodys, "en");
        assertThat(visitor.open("/en/apply").body()).doesNotContain("<form method=\"post\"");
        assertThat(visitor.post("/en/apply/register-individual", Map.of()).body())
                .contains(text(nobodys, "en", "site.no_operator"));
    }

    @Test
    void withoutAnOperatorNoDraftAndNoTicketStartsOverTheApi() {
        ApiClient app = ApiPersons.createPerson(nobodys);
        app.call("POST", "api/v1/applications/drafts", "{\"form\": \"register-individual\"}")
                .requireProblem(409, "no-operator");
        app.call("POST", "api/v1/tickets", "{\"topic\": \"complaint\", \"text\": \"It does not work\"}")
                .requireProblem(409, "no-operator");
        assertThat(app.call("GET", "api/v1/guidance/topics/are_you_pta", null)
                        .requireStatus(200)
                        .body()
                        .path("answer")
                        .asText())
                .contains("Nobody is named yet who runs it");
    }

    @Test
    void aDeskForTryingTakesForms() {
        FormVisitor visitor = new FormVisitor(trial, "en").fillToCheck();
        assertThat(visitor.place()).isEqualTo("check");
    }

    @Test
    void theAnswerToTheQuestionWhoRunsTheDeskHasTheName() {
        ApiClient app = ApiPersons.createPerson(named);
        assertThat(app.call("GET", "api/v1/guidance/topics/are_you_pta", null)
                        .body()
                        .path("answer")
                        .asText())
                .contains("run by Help Desk Lahore");
    }

    @Test
    void theReceiptNamesTheOperatorAndHowToReachIt() {
        FormVisitor visitor = new FormVisitor(named, "en").fillToCheck();
        visitor.sendApplication();
        assertThat(visitor.path()).endsWith("/receipt");
        assertThat(visitor.body()).contains("Run by Help Desk Lahore.", "help@desk.example.pk");
    }
}
