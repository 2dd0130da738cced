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

/// The same person twice, in a browser: from the check to the mark, on both screens and in both languages of staff.
@Tag("long")
class PersonComparisonBrowserTest {

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "DESK, ur", "PHONE, en", "PHONE, ur"})
    void aReviewerComparesTwoPersonsAndMarksThem(HeadlessBrowser.Screen screen, String language) {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            long ayesha = office.createPerson("ur");
            Reference hers = office.submitApplication(ayesha, Map.of(), "39.32.1.7");
            long bilal = office.createPerson("en");
            Reference his = office.submitApplication(
                    bilal,
                    Map.of("full_name", "Bilal Ahmed", "mobile", "+923331234567", "city", "quetta"),
                    "39.32.1.7");
            Reference ticket = office.openTicket(bilal, "complaint", "It is slow.", "en");
            String token = office.signInMember("Sana", StaffRole.REVIEWER).token();
            try (ConsoleBrowser console = ConsoleBrowser.open(office.address(), screen, language, token)) {
                HeadlessBrowser browser = console.browser();
                browser.openPath("/desk/applications/" + hers.toGroupedText());
                assertThat(browser.find(".sharer").getText()).contains("Bilal Ahmed", his.toGroupedText());
                console.checkPage("shared-answers");
                browser.run("document.querySelector('.sharer a[href*=compare]').click()");
                browser.find("table.compare");
                assertThat(browser.visibleText()).contains("Ayesha Khan", "Bilal Ahmed", ticket.toGroupedText());
                console.checkPage("compare");
                mark(browser, "SAME");
                browser.find("button[value='']");
                console.checkPage("compared");
                browser.openPath("/desk/tickets/" + ticket.toGroupedText());
                assertThat(browser.find("[aria-labelledby=related]").getText()).contains("Ayesha Khan");
                console.checkPage("same-person");
                browser.openPath("/desk/applications/" + his.toGroupedText());
                browser.run("document.querySelector('[aria-labelledby=related] a[href*=compare]').click()");
                browser.find("table.compare");
                mark(browser, "DIFFERENT");
                browser.find("button[value=SAME]");
                browser.openPath("/desk/applications/" + hers.toGroupedText());
                browser.find("[aria-labelledby=related] summary").click();
                assertThat(browser.find("[aria-labelledby=related]").getText()).contains("Bilal Ahmed");
                console.checkPage("different-people");
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    private static void mark(HeadlessBrowser browser, String word) {
        browser.run("document.querySelector('button[value=" + word + "]').click()");
    }
}
