package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import pk.rahnuma.TestServer;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.web.HeadlessBrowser;

/// Applications in the console, in a browser: from the link of a new reviewer to a decision, on both screens and in
/// both languages of staff.
@Tag("long")
class ApplicationBrowserTest {

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "PHONE, ur"})
    void a_new_reviewer_signs_in_finds_an_application_decides_it_and_opens_a_ticket(
            HeadlessBrowser.Screen screen, String language) {
        try (TestServer house = TestServer.onH2().start()) {
            ConsoleTestServer office = new ConsoleTestServer(house);
            Reference first = office.applied(office.person("ur"), Map.of(), "39.32.1.7");
            office.applied(
                    office.person("en"),
                    Map.of("full_name", "Bilal Ahmed", "id_number", "4210112345673", "mobile", "+923331234567"),
                    "39.32.1.7");
            String link = office.invited("Sana", StaffRole.REVIEWER);
            try (HeadlessBrowser browser = HeadlessBrowser.open(office.address(), screen, language)) {
                ConsoleBrowser console = new ConsoleBrowser(browser, screen, language);
                console.choose();
                browser.go(link);
                console.look("link");
                browser.find("#password").sendKeys(ConsoleTestServer.PASSWORD);
                browser.find("#again").sendKeys(ConsoleTestServer.PASSWORD);
                console.submit();
                String secret = browser.find("main .code").getText();
                console.look("enrolment");
                browser.find("#code")
                        .sendKeys(ConsoleTestServer.code(
                                secret, house.get(Clock.class).instant()));
                console.submit();
                assertThat(browser.all(".codes li")).hasSize(10);
                console.look("recovery-codes");
                browser.find("main a.btn-primary").click();

                assertThat(browser.find("table.list").findElements(By.cssSelector("tbody tr")))
                        .hasSize(2);
                console.look("applications");
                browser.find("#find").sendKeys("khan AYESHA\n");
                browser.await("what was found", () -> browser.all(".find-large").size() == 1);
                browser.find("table.list .reference");
                assertThat(browser.all("table.list .reference").stream()
                                .map(WebElement::getText)
                                .toList())
                        .containsExactly(first.grouped());
                console.look("search");
                browser.find("table.list .reference").click();

                assertThat(browser.words()).contains("39.32.•••").doesNotContain("3520112345671");
                console.look("review");
                console.act("screen");
                browser.await("it is being checked", () -> status(house, first) == ApplicationStatus.SCREENING);
                browser.find("input[value=ask]");
                browser.run("document.querySelector('input[value=ask]').click()");
                browser.run("document.querySelector('input[value=DOCUMENT_UNREADABLE]').click()");
                browser.run("document.querySelector('input[name=field][value=subscriber_id]').click()");
                console.look("asking");
                browser.run("document.querySelector('#decision button').click()");
                browser.await("the applicant is asked", () -> status(house, first) == ApplicationStatus.NEEDS_INFO);
                browser.find(".status-needs_info");
                console.look("asked");
                browser.run("document.querySelector('#opening summary').click()");
                browser.run("document.querySelector('#opening').scrollIntoView()");
                console.look("opening");
                browser.find("#opening-text").sendKeys("Asked them to call back.");
                browser.run("document.querySelector('#opening form').requestSubmit()");
                browser.await(
                        "their ticket is open", () -> browser.text(".notice").contains("Asked them to call back."));
                assertThat(browser.text(".notice")).contains(first.grouped());
                browser.run("document.querySelector('#opening').scrollIntoView()");
                console.look("opened");
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    private static ApplicationStatus status(TestServer house, Reference reference) {
        return house.get(ApplicationRepository.class)
                .find(reference)
                .orElseThrow()
                .status();
    }
}
