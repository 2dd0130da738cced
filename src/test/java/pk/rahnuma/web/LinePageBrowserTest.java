package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiForms;
import pk.rahnuma.api.ApiOrganisations;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.console.ConsoleBrowser;
import pk.rahnuma.console.ConsoleHttpClient;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.staff.StaffRole;

/// Lines of an application in a browser, of the applicant and of staff.
@Tag("long")
class LinePageBrowserTest {

    private static final TestServer server = TestServer.onH2().shareServer();
    private static final ApiClient applicant = ApiPersons.createPerson(server);
    private static final String reference =
            ApiOrganisations.registerLines(server, applicant, "Lahore, head office", "Multan", "Murree");
    private static final ConsoleHttpClient reviewer =
            new ConsoleTestServer(server).signIn("Danish", StaffRole.REVIEWER);

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "PHONE, ur"})
    void anApplicantFindsOneOfTheirLines(HeadlessBrowser.Screen screen, String language) {
        try (HeadlessBrowser browser =
                HeadlessBrowser.openWithToken(server.address(), screen, language, applicant.token())) {
            browser.openPath("/" + language + "/status");
            browser.checkPage("own-applications");
            String path = "/" + language + "/status/" + reference + "/lines";
            browser.openPath(path);
            browser.checkPage("lines");
            browser.find("[name=line][value='2']").click();
            browser.run("document.querySelector('#several').scrollIntoView()");
            browser.checkPage("lines-several");
            browser.run("document.querySelector('#several button').click()");
            browser.await(
                    "the question", () -> !browser.all("main form [name=line]").isEmpty());
            browser.checkPage("lines-sure");
            browser.openPath(path);
            browser.find("summary").click();
            browser.checkPage("lines-filter");
            browser.find("#address").sendKeys("39.32", Keys.ENTER);
            browser.await("an error", () -> !browser.all("[role=alert] h2").isEmpty());
            browser.checkPage("lines-unreadable");
            browser.find("#address").clear();
            browser.find("#provider").sendKeys("Nayatel");
            browser.find("#site").sendKeys("multan", Keys.ENTER);
            browser.await("the line", () -> browser.all(".case").size() == 1);
            browser.checkPage("lines-found");
            browser.openPath(path + "?status=active");
            assertThat(browser.all(".case")).isEmpty();
            browser.checkPage("lines-none");
        }
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "PHONE, ur"})
    void anApplicantComparesAListWithTheirLines(HeadlessBrowser.Screen screen, String language) {
        ApiClient owner = ApiPersons.createPerson(server);
        ApiOrganisations.registerLines(server, owner, "Lahore, head office", "Multan", "Murree");
        String table = """
                Site;ISP;Subscriber;IP
                Lahore, head office;PTCL;NTL-12341;39.61.7.1
                Multan;Nayatel;NTL-12342;39.61.7.2, 39.61.7.8/29
                Sialkot;PTCL;NTL-77;39.61.7.3
                """;
        ObjectNode answers = ApiClient.object()
                .put("organisation", owner.read(ApiOrganisations.PATH).text("/organisations/0/id"))
                .put("service", "vpn_registration")
                .put(
                        "connections",
                        owner.uploadFile("lines.csv", table.getBytes(StandardCharsets.UTF_8))
                                .text("/file"));
        String draft = ApiForms.createDraft(owner, "register-company", answers)
                .requireStatus(201)
                .text("/draft/id");
        try (HeadlessBrowser browser =
                HeadlessBrowser.openWithToken(server.address(), screen, language, owner.token())) {
            String form = "/" + language + "/apply/register-company/";
            browser.openPath(form + "connections/items");
            browser.checkPage("compared-items");
            browser.openPath(form + "missing_lines");
            browser.checkPage("compared-missing");
            ApiForms.fill(
                            owner,
                            ApiForms.DRAFTS + "/" + draft,
                            ApiClient.object().put("missing_lines", "end"))
                    .requireStatus(200);
            browser.openPath(form + "check");
            browser.checkPage("compared-review");
            browser.run("document.querySelector('main form:last-of-type').scrollIntoView()");
            browser.checkPage("compared-review-end");
        }
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "PHONE, ur"})
    void aReviewerFindsOneOfTheLines(HeadlessBrowser.Screen screen, String language) {
        try (ConsoleBrowser console = ConsoleBrowser.open(server.address(), screen, language, reviewer.token())) {
            console.browser().openPath("/desk/applications/" + reference);
            console.browser().run("document.querySelector('#lines').scrollIntoView()");
            console.checkPage("lines");
            console.browser().openPath("/desk/applications/" + reference + "?provider=nayatel");
            assertThat(console.browser().all("input[name=line]:checked")).hasSize(2);
            console.browser().run("document.querySelector('#lines').scrollIntoView()");
            console.checkPage("lines-found");
        }
    }
}
