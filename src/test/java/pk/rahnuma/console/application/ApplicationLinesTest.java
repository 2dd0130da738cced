package pk.rahnuma.console.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiOrganisations;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.console.ConsoleHttpClient;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;

/// Lines of an application in the console.
class ApplicationLinesTest {

    private static final TestServer server =
            TestServer.onH2().withVariable("RAHNUMA_SUPPORT_RECALL", "0s").shareServer();
    private static final ConsoleHttpClient reviewer =
            new ConsoleTestServer(server).signIn("Danish", StaffRole.REVIEWER);

    private final ApiClient applicant = ApiPersons.createPerson(server);
    private String reference;
    private String path;

    @BeforeEach
    void register() {
        reference = ApiOrganisations.registerLines(server, applicant, "Lahore", "Multan", "Murree");
        path = "/desk/applications/" + reference;
    }

    private String lineList(String query) {
        String page = reviewer.getPage(path + query).requireStatus(200).body();
        return page.substring(page.indexOf("id=\"lines\""), page.indexOf("id=\"given\""));
    }

    @Test
    void linesAreFoundByStatusProviderSiteAndAddress() {
        String address = applicant
                .read("api/v1/lines?site=Murree")
                .at("/lines/0/parts/addresses/0")
                .asText();
        assertThat(lineList("")).contains("3 of 3", "1. <bdi>Lahore", "2. <bdi>Multan", "3. <bdi>Murree");
        assertThat(lineList("?provider=nayatel&status=requested"))
                .contains("2 of 3", "2. <bdi>Multan", "3. <bdi>Murree", "Show all lines")
                .doesNotContain("1. <bdi>Lahore");
        assertThat(lineList("?site=multan")).contains("1 of 3", "2. <bdi>Multan");
        assertThat(lineList("?address=" + address)).contains("1 of 3", "3. <bdi>Murree");
        assertThat(lineList("?address=39.32")).contains("That is not an IP address.");
        assertThat(lineList("?status=active")).contains("0 of 3", "No line matches.");
    }

    @Test
    void theListShowsProvidersAndIsFilteredByOne() {
        String row = "href=\"" + path + "\"";
        String all = reviewer.getPage("/desk/applications?show=desk").body();
        assertThat(all.substring(all.indexOf(row)))
                .contains("<bdi>Nayatel</bdi> <span class=\"hint\" title=\"Nayatel · ");
        assertThat(reviewer.getPage("/desk/applications?show=desk&provider=nayatel")
                        .body())
                .contains(row, "show=late&amp;provider=nayatel");
        assertThat(reviewer.getPage("/desk/applications?show=desk&provider=wateen")
                        .body())
                .doesNotContain(row);
        assertThat(reviewer.getPage("/desk/applications?show=provider").body())
                .doesNotContain("data-key=\"providers\"");
        askNayatel(reference);
        assertThat(reviewer.getPage("/desk/applications?show=provider").body())
                .contains("show=provider&amp;provider=nayatel", "<bdi>Nayatel</bdi> <span class=\"count\">2</span>");
    }

    private void askNayatel(String application) {
        String events = Integer.toString(server.getBean(ApplicationRepository.class)
                .findApplication(Reference.parseText(application).orElseThrow())
                .orElseThrow()
                .events());
        reviewer.postForm(
                "/desk/applications/" + application + "/decide",
                "act",
                "verify",
                "events",
                events,
                "provider",
                "nayatel");
    }

    @Test
    void theWordOfAProviderIsRecordedForItsLinesOfSeveralApplicationsAndWhatWasNotDoneIsNamed() {
        String second = ApiOrganisations.registerLines(server, applicant, "Multan", "Lahore");
        String third = ApiOrganisations.registerLines(server, applicant, "Multan");
        askNayatel(reference);
        askNayatel(second);
        assertThat(reviewer.getPage("/desk/applications?show=provider").body()).doesNotContain("name=\"reference\"");
        assertThat(reviewer.getPage("/desk/applications?show=provider&provider=nayatel")
                        .body())
                .contains("name=\"reference\" value=\"" + reference + "\"");
        ConsoleHttpClient.ConsoleResponse done = reviewer.postForm(
                "/desk/applications/confirmations",
                "reference",
                reference,
                "reference",
                second,
                "reference",
                third,
                "provider",
                "nayatel",
                "confirmed_on",
                "2026-01-05",
                "confirmed_by",
                "Ms Khan");
        assertThat(done.status()).as(done.body()).isEqualTo(409);
        assertThat(done.body()).contains("2 were done", "one was not", third);
        assertThat(lineList("?status=confirmed")).contains("2 of 3", "2. <bdi>Multan", "3. <bdi>Murree");
        assertThat(reviewer.getPage("/desk/applications/" + second).body()).contains("Ms Khan");
    }

    @Test
    void aDecisionAboutLinesThatWereLookedForIsAboutChosenOnesOnly() {
        assertThat(reviewer.getPage(path + "?provider=nayatel").body())
                .contains("name=\"line\" value=\"2\" checked", "name=\"filtered\"")
                .doesNotContain("name=\"line\" value=\"1\"");
        String events = Integer.toString(server.getBean(ApplicationRepository.class)
                .findApplication(Reference.parseText(reference).orElseThrow())
                .orElseThrow()
                .events());
        assertThat(reviewer.postForm(path + "/decide", "act", "verify", "events", events, "filtered", "1")
                        .body())
                .contains("for any of the chosen lines");
        ConsoleHttpClient.ConsoleResponse chosen =
                reviewer.postForm(path + "/decide", "act", "verify", "events", events, "filtered", "1", "line", "2");
        assertThat(chosen.status()).as(chosen.body()).isEqualTo(303);
        assertThat(lineList("?status=with_provider")).contains("1 of 3", "2. <bdi>Multan");
    }
}
