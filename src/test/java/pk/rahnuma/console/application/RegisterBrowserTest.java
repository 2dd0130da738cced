package pk.rahnuma.console.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.console.ConsoleBrowser;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.web.HeadlessBrowser;

/// The register in a browser: from the menu to a search, a mistake, and the case of a line, on both screens and in both
/// languages of staff.
@Tag("long")
class RegisterBrowserTest {

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "DESK, ur", "PHONE, en", "PHONE, ur"})
    void aSupervisorSearchesTheRegisterAndOpensALine(HeadlessBrowser.Screen screen, String language) {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            office.submitApplication(office.createPerson("en"), Map.of("full_name", "Omar Farooq"), "39.98.2.1");
            Reference reference = office.submitApplication(
                    office.createPerson("ur"),
                    Map.of("full_name", "Parveen Akhtar", "city", "quetta"),
                    "39.98.1.1",
                    "39.98.1.2",
                    "39.98.1.3",
                    "39.98.1.9");
            server.sql()
                    .execute("update line set status = 'ACTIVE', valid_until = current_date where subject_id in "
                            + "(select subject_id from application where reference = '" + reference.symbols() + "')");
            String token = office.signInMember("Sana", StaffRole.SUPERVISOR).token();
            try (ConsoleBrowser console = ConsoleBrowser.open(office.address(), screen, language, token)) {
                HeadlessBrowser browser = console.browser();
                browser.openPath("/desk");
                browser.run("document.querySelector('.more-box a[href=\"/desk/register\"]').click()");
                browser.find("#addresses");
                console.checkPage("register");
                browser.find("#addresses").sendKeys("39.98.1.9-39.98.1.1\n");
                browser.find("#addresses-wrong");
                console.checkPage("register-wrong");
                browser.find("#addresses").clear();
                browser.find("#addresses").sendKeys("39.98.0.0/16\n");
                browser.await(
                        "the line", () -> browser.all("table.list tbody tr").size() == 1);
                assertThat(browser.visibleText()).contains("Parveen Akhtar", "39.98.1.1", "39.98.1.3", "+1");
                assertThat(browser.visibleText()).doesNotContain("39.98.1.9", "Omar Farooq");
                assertThat((String) browser.run("return location.search")).doesNotContain("39.98");
                console.checkPage("register-found");
                browser.find("table.list a.customer").click();
                browser.await(
                        "the case",
                        () -> ((String) browser.run("return location.pathname"))
                                .equals("/desk/applications/" + reference.toGroupedText()));
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }
}
