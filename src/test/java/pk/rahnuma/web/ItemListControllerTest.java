package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.document.SampleFiles;

/// The list of lines of an organisation's form as pages, without a script.
class ItemListControllerTest {

    private static final String ITEMS = "connections/items";

    private static final TestServer server = TestServer.onH2().shareServer();

    private FormVisitor visitor;

    @BeforeEach
    void fillToLines() {
        visitor = new FormVisitor(server, "en", "register-company");
        visitor.begin()
                .answerAll(List.of(
                        "yes",
                        "vpn_registration",
                        "private_ltd",
                        "4174941-3",
                        "Alif Software (Private) Limited",
                        "12 Mall Road, Lahore",
                        "Lahore",
                        "OpenVPN",
                        "incorporation"));
        visitor.answerWithFile("proof.jpg", SampleFiles.cardPhoto(11));
        visitor.answerAll(List.of("Ayesha Khan", "35202-1234567-2"));
        visitor.answerWithFile("front.jpg", SampleFiles.cardPhoto(12));
        visitor.answerWithFile("back.jpg", SampleFiles.cardPhoto(13));
        visitor.answerAll(List.of("0300 4412345", "a@alif.example.pk", "owner_director"));
        assertThat(visitor.place()).isEqualTo("connections.1.site");
    }

    private void fillLine(String site, String address) {
        visitor.answerAll(List.of(site, "PTCL", "123456", address));
        assertThat(visitor.place()).isEqualTo(ITEMS);
    }

    @Test
    void anOrganisationAppliesForSeveralLinesByPagesAlone() {
        fillLine("Lahore office", "39.34.2.1");
        assertThat(visitor.body()).contains("One line so far", "1. Lahore office", "39.34.2.1", "Add another");
        visitor.press("add", "1");
        assertThat(visitor.place()).isEqualTo("connections.2.site");
        fillLine("Karachi office", "39.34.2.2");
        visitor.press("done", "1");
        visitor.answerAll(List.of("branch_network"));
        assertThat(visitor.place()).isEqualTo("check");
        assertThat(visitor.body())
                .contains("1. Lahore office; 2. Karachi office", "39.34.2.1", "39.34.2.2", "connections.2.addresses");
        visitor.openQuestion("connections.2.addresses").answer("39.34.2.3");
        assertThat(visitor.place()).isEqualTo("check");
        visitor.sendApplication();
        assertThat(visitor.body()).contains("Your application was sent");
        ApiClient app = ApiClient.asApp(server.address(), visitor.token());
        String reference = visitor.body().replaceFirst("(?s).*/en/status/([0-9A-Z-]+).*", "$1");
        assertThat(app.send(app.requestTo("api/v1/applications/" + reference).GET(), true)
                        .body()
                        .path("line")
                        .asText())
                .isEqualTo("39.34.2.1, 39.34.2.3");
    }

    @Test
    void aLineIsRemovedAndAddedFromTheListOfAnswers() {
        fillLine("Lahore office", "39.34.3.1");
        visitor.press("add", "1");
        fillLine("Karachi office", "39.34.3.2");
        visitor.press("done", "1");
        visitor.answerAll(List.of("branch_network"));
        visitor.openQuestion(ITEMS).press("remove", "1");
        assertThat(visitor.place()).isEqualTo(ITEMS);
        assertThat(visitor.body()).contains("1. Karachi office", "39.34.3.2").doesNotContain("Lahore office");
        assertThat(visitor.press("remove", "1").body())
                .as("the same line again")
                .contains("1. Karachi office");
        visitor.press("add", "1");
        fillLine("Multan office", "39.34.3.3");
        assertThat(visitor.press("done", "1").place()).isEqualTo("check");
        assertThat(visitor.body()).contains("1. Karachi office; 2. Multan office");
    }

    @Test
    void aLineThatWasAddedByMistakeIsRemovedBeforeItIsFilledIn() {
        fillLine("Lahore office", "39.34.4.1");
        visitor.press("add", "1");
        String added = visitor.place();
        visitor.openQuestion(ITEMS).press("add", "1");
        assertThat(visitor.place()).as("no second empty line").isEqualTo(added);
        visitor.openQuestion(ITEMS).press("remove", "2");
        assertThat(visitor.body()).contains("One line so far");
        assertThat(visitor.press("done", "1").place()).isEqualTo("purpose");
    }

    @Test
    void aTableTakesThePlaceOfTheList() {
        StringBuilder table = new StringBuilder("Site,ISP,Subscriber,IP\n");
        for (int i = 1; i <= 45; i++) {
            table.append("Office ")
                    .append(i)
                    .append(",PTCL,12345")
                    .append(i)
                    .append(",39.34.6.")
                    .append(i)
                    .append('\n');
        }
        assertThat(visitor.body()).contains(ITEMS);
        visitor.sendTable("connections", table.toString());
        assertThat(visitor.place()).isEqualTo(ITEMS);
        assertThat(visitor.body()).contains("45 lines so far", "20. Office 20").doesNotContain("21. Office 21");
        assertThat(visitor.openQuestion(ITEMS + "?from=40").body()).contains("45. Office 45", "39.34.6.45");
        assertThat(visitor.openQuestion(ITEMS).press("done", "1").place()).isEqualTo("purpose");
        visitor.answerAll(List.of("branch_network"));
        assertThat(visitor.body()).contains("45 lines so far", "20. Office 20").doesNotContain("21. Office 21");
    }

    @Test
    void problemsOfATableAreShownByRowAndItsGoodRowsAreTakenOnRequest() {
        visitor.sendTable("connections", """
                Site,ISP,Subscriber,IP
                Lahore office,PTCL,123451,39.34.7.1
                Karachi office,PTCL,123452,10.0.0.1
                """);
        assertThat(visitor.body()).contains("Row 3: Karachi office: 10.0.0.1", "Nothing was changed");
        String file = visitor.body().replaceFirst("(?s).*name=\"partly\" value=\"([0-9]+)\".*", "$1");
        visitor.post("/en/apply/register-company/" + ITEMS, Map.of("partly", file));
        assertThat(visitor.body())
                .contains("One line so far", "1. Lahore office")
                .doesNotContain("Karachi");
    }

    @Test
    void aFileThatIsNoTableIsRefusedInWords() {
        visitor.sendTable("connections", "nothing");
        assertThat(visitor.body()).contains("not a table that I can read");
    }

    @Test
    void theLastLineIsReplacedByAnEmptyOneBecauseOneIsNeeded() {
        fillLine("Lahore office", "39.34.5.1");
        visitor.press("remove", "1");
        assertThat(visitor.place()).matches("connections[.][0-9]+[.]site");
    }

    @Test
    void aListThatTheFormDoesNotHaveLeadsToTheCurrentQuestion() {
        assertThat(visitor.openQuestion("no_list/items").place()).isEqualTo("connections.1.site");
        assertThat(visitor.post("/en/apply/register-company/no_list/items", Map.of("add", "1"))
                        .place())
                .isEqualTo("connections.1.site");
    }
}
