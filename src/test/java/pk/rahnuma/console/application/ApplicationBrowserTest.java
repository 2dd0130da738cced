package pk.rahnuma.console.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import pk.rahnuma.TestServer;
import pk.rahnuma.console.ConsoleBrowser;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.web.HeadlessBrowser;

/// Applications in the console, in a browser: from the link of a new reviewer to a decision, on both screens and in
/// both languages of staff.
@Tag("long")
class ApplicationBrowserTest {

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "PHONE, ur"})
    void aNewReviewerSignsInFindsAnApplicationDecidesItAndOpensATicket(HeadlessBrowser.Screen screen, String language) {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            Reference first = office.submitApplication(office.createPerson("ur"), Map.of(), "39.32.1.7");
            office.submitApplication(
                    office.createPerson("en"),
                    Map.of("full_name", "Bilal Ahmed", "id_number", "4210112345673", "mobile", "+923331234567"),
                    "39.32.1.7");
            String link = office.inviteMember("Sana", StaffRole.REVIEWER);
            try (ConsoleBrowser console = ConsoleBrowser.open(office.address(), screen, language)) {
                HeadlessBrowser browser = console.browser();
                browser.openPath(link);
                console.checkPage("link");
                browser.find("#password").sendKeys(ConsoleTestServer.PASSWORD);
                browser.find("#again").sendKeys(ConsoleTestServer.PASSWORD);
                console.submitForm();
                String secret = browser.find("main .code").getText();
                console.checkPage("enrolment");
                browser.find("#code")
                        .sendKeys(ConsoleTestServer.codeAt(
                                secret, server.getBean(Clock.class).instant()));
                console.submitForm();
                assertThat(browser.all(".codes li")).hasSize(10);
                console.checkPage("recovery-codes");
                browser.find("main a.btn-primary").click();

                assertThat(browser.find("table.list").findElements(By.cssSelector("tbody tr")))
                        .hasSize(2);
                console.checkPage("applications");
                browser.find("#find").sendKeys("khan AYESHA\n");
                browser.await("what was found", () -> browser.all(".find-large").size() == 1);
                browser.find("table.list .reference");
                assertThat(browser.all("table.list .reference").stream()
                                .map(WebElement::getText)
                                .toList())
                        .containsExactly(first.toGroupedText());
                console.checkPage("search");
                browser.find("table.list .customer").click();

                assertThat(browser.visibleText()).contains("39.32.•••").doesNotContain("3520112345671");
                console.checkPage("review");
                browser.find("input[value=ask]");
                browser.run("document.querySelector('input[value=ask]').click()");
                browser.run("document.querySelector('input[value=DOCUMENT_UNREADABLE]').click()");
                browser.run("document.querySelector('input[name=field][value=subscriber_id]').click()");
                console.checkPage("asking");
                browser.run("document.querySelector('#decision button').click()");
                browser.await("the applicant is asked", () -> status(server, first) == LineStatus.ASKED);
                browser.find(".status-asked");
                console.checkPage("asked");
                browser.run("document.querySelector('#opening summary').click()");
                browser.run("document.querySelector('#opening').scrollIntoView()");
                console.checkPage("opening");
                browser.find("#opening-text").sendKeys("Asked them to call back.");
                browser.run("document.querySelector('#opening form').requestSubmit()");
                browser.await(
                        "their ticket is open", () -> browser.text(".notice").contains("Asked them to call back."));
                assertThat(browser.text(".notice")).contains(first.toGroupedText());
                browser.run("document.querySelector('#opening').scrollIntoView()");
                console.checkPage("opened");
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    private static LineStatus status(TestServer server, Reference reference) {
        return server.getBean(ApplicationRepository.class)
                .findApplication(reference)
                .orElseThrow()
                .lines()
                .leading();
    }
}
