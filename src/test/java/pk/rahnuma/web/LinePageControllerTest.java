package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiOrganisations;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.LineTransition;

class LinePageControllerTest {

    private static final TestServer server = TestServer.onH2().shareServer();

    private final ApiClient chat = ApiPersons.createPerson(server);

    private String read(ApiClient reader, String path) {
        return new PageVisitor(server).withToken(reader.token()).get(path).body();
    }

    @Test
    void eachLineIsShownWithItsPartsAndItsStatus() {
        String reference = ApiOrganisations.registerLines(server, chat, "Lahore", "Multan");
        ApiPersons.decide(server, reference, new ApplicationDecision(LineTransition.VERIFY).aboutLines(Set.of(2)));
        assertThat(read(chat, "/en/status/" + reference))
                .contains("/en/status/" + reference + "/lines\">0 of 2 lines registered</a>", ": in work");
        assertThat(read(chat, "/en/status/" + reference + "/lines"))
                .contains(
                        "1. <bdi>Lahore</bdi>: received<",
                        "2. <bdi>Multan</bdi>: the internet or mobile company is confirming your line<",
                        "<bdi>Nayatel</bdi>",
                        "<bdi>NTL-12342</bdi>")
                .doesNotContain("Further lines");
    }

    @Test
    void membersWhoOnlyReadSeeNumbersMasked() {
        String reference = ApiOrganisations.registerLines(server, chat, "Lahore", "Multan");
        ApiClient viewer = ApiOrganisations.createPerson(server);
        ApiOrganisations.admit(
                chat, chat.read("api/v1/organisations").text("/organisations/0/id"), viewer, "Viewer", "viewer");
        assertThat(read(viewer, "/en/status/" + reference + "/lines"))
                .contains("<bdi>Multan</bdi>")
                .doesNotContain("NTL-12342");
    }

    @Test
    void oneOfSeveralLinesIsWithdrawnFromItsOwnLink() {
        String reference = ApiOrganisations.registerLines(server, chat, "Lahore", "Multan");
        PageVisitor visitor = new PageVisitor(server).withToken(chat.token());
        String act = "/en/status/" + reference + "/actions/withdraw";
        assertThat(read(chat, "/en/status/" + reference + "/lines")).contains(act + "?line=2");
        assertThat(visitor.get(act + "?line=2").body()).contains("It is about these lines: 2.");
        visitor.post(act, Map.of("line", "2"));
        assertThat(read(chat, "/en/status/" + reference + "/lines"))
                .contains("<bdi>Lahore</bdi>: received", "<bdi>Multan</bdi>: withdrawn by you")
                .doesNotContain(act + "?line=2");
    }

    @Test
    void ofTickedLinesThoseThatAllowAnActionTakeIt() {
        String reference = ApiOrganisations.registerLines(server, chat, "Lahore", "Multan", "Murree");
        ApiPersons.decide(server, reference, new ApplicationDecision(LineTransition.WITHDRAW).aboutLines(Set.of(3)));
        PageVisitor visitor = new PageVisitor(server).withToken(chat.token());
        String lines = "/en/status/" + reference + "/lines";
        String act = "/en/status/" + reference + "/actions/withdraw";
        assertThat(read(chat, lines)).contains("<button class=\"second\" formaction=\"" + act + "\">");
        assertThat(visitor.get(act + "?ticked=true&line=1&line=2&line=3").body())
                .contains("It is about these lines: 1, 2.", "name=\"line\" value=\"1,2\"");
        visitor.post(act, Map.of("line", "1,2"));
        assertThat(read(chat, lines)).contains("1. <bdi>Lahore</bdi>: withdrawn", "Multan</bdi>: withdrawn");
    }

    @Test
    void tickedLinesThatDoNotAllowAnActionAreNotAskedAbout() {
        String reference = ApiOrganisations.registerLines(server, chat, "Lahore", "Multan");
        ApiPersons.decide(server, reference, new ApplicationDecision(LineTransition.WITHDRAW).aboutLines(Set.of(2)));
        PageVisitor visitor = new PageVisitor(server).withToken(chat.token());
        String act = "/en/status/" + reference + "/actions/withdraw";
        for (String ticked : List.of("?ticked=true", "?ticked=true&line=2", "?line=0&line=-1&line=x")) {
            assertThat(visitor.get(act + ticked).body())
                    .as(ticked)
                    .contains("None of the lines that you ticked allows this now:");
        }
        assertThat(read(chat, "/en/status/" + reference + "/lines?none=b")).doesNotContain("None of the lines");
    }

    @Test
    void manyLinesAreShownInPages() {
        String reference = ApiOrganisations.registerLines(
                server,
                chat,
                IntStream.rangeClosed(1, 51).mapToObj(i -> "Site " + i).toArray(String[]::new));
        String path = "/en/status/" + reference + "/lines";
        assertThat(read(chat, path))
                .contains("<bdi>Site 50</bdi>", path + "?after=50")
                .doesNotContain("Site 51");
        assertThat(read(chat, path + "?after=50"))
                .contains("<bdi>Site 51</bdi>")
                .doesNotContain("Site 50", "after=");
    }

    @Test
    void theLinesOfAnotherPersonLeadToTheForm() {
        String reference = ApiOrganisations.registerLines(server, chat, "Sukkur");
        assertThat(read(ApiPersons.createPerson(server), "/en/status/" + reference + "/lines"))
                .contains("<title>Status of my application")
                .doesNotContain("Sukkur");
    }

    @Test
    void aFilterLeavesTheLinesThatFitAndIsKeptFromPageToPage() {
        String[] sites = IntStream.rangeClosed(1, 52).mapToObj(i -> "Site " + i).toArray(String[]::new);
        sites[0] = "Multan";
        String path = "/en/status/" + ApiOrganisations.registerLines(server, chat, sites) + "/lines";
        assertThat(read(chat, path + "?status=&provider=Nayatel&site=&address="))
                .contains("<bdi>Multan</bdi>", path + ".csv?provider=Nayatel", "Show all lines")
                .doesNotContain("Site 2");
        assertThat(read(
                        chat,
                        path + "?status=requested&provider=%D9%BE%DB%8C+%D9%B9%DB%8C+%D8%B3%DB%8C+%D8%A7%DB%8C%D9%84"))
                .contains("<bdi>Site 51</bdi>", "&amp;after=51", "<option value=\"requested\" selected>")
                .doesNotContain("Multan");
        assertThat(read(chat, path + "?site=multan&status=active")).contains("No line matches.", "Show all lines");
        assertThat(read(chat, path + "?address=39.32")).contains("That is not an IP address", "value=\"39.32\"");
    }

    @Test
    void linesAreDownloadedWithTheFilterOfTheirPage() {
        String reference = ApiOrganisations.registerLines(server, chat, "Lahore", "Multan");
        assertThat(read(chat, "/ur/status/" + reference + "/lines.csv?provider=nayatel"))
                .contains("جگہ", "Multan")
                .doesNotContain("Lahore");
        assertThat(read(chat, "/en/status")).contains("/en/my-lines.xlsx");
        assertThat(read(chat, "/en/my-lines.csv")).contains("Lahore", "Multan");
        assertThat(read(ApiPersons.createPerson(server), "/en/status/" + reference + "/lines.csv"))
                .contains("<title>Status of my application");
    }
}
