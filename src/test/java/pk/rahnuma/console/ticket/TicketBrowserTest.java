package pk.rahnuma.console.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiForms;
import pk.rahnuma.api.ApiOrganisations;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.console.ConsoleBrowser;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.web.HeadlessBrowser;

/// Tickets in the console, in a browser.
@Tag("long")
class TicketBrowserTest {

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "PHONE, ur"})
    void manyTicketsAreResolvedAfterAPageThatAsksAndOpenedAgainByIt(HeadlessBrowser.Screen screen, String language) {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            String sana = office.signInMember("Sana", StaffRole.SUPERVISOR).token();
            for (String topic : List.of("line_blocked", "complaint")) {
                office.openTicket(office.createPerson("en"), topic, "Please help.", "en");
            }
            try (ConsoleBrowser console = ConsoleBrowser.open(office.address(), screen, language, sana)) {
                HeadlessBrowser browser = console.browser();
                browser.openPath("/desk/tickets?show=all");
                browser.find("#rows input[name=number]");
                browser.run("document.querySelectorAll('#rows input[name=number]').forEach((box) => box.click())");
                browser.run("document.getElementById('what').value = 'resolve'");
                browser.find(".many button").click();
                browser.find("#what-happens");
                console.checkPage("resolution");
                assertThat(browser.all("main li .late")).hasSize(2);
                browser.find("main form .btn-primary").click();
                browser.find("#resolved");
                console.checkPage("resolved");
                browser.find("main form button").click();
                browser.find("#what-happens");
                assertThat(browser.all("main li input[type=checkbox]")).hasSize(2);
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "PHONE, ur"})
    void twoAgentsRaceForATicketAndTheWinnerAnswers(HeadlessBrowser.Screen screen, String language) {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            String sana = office.signInMember("Sana", StaffRole.SUPERVISOR).token();
            String omar = office.signInMember("Omar", StaffRole.AGENT).token();
            try (ConsoleBrowser one = ConsoleBrowser.open(office.address(), screen, language, sana);
                    ConsoleBrowser two =
                            ConsoleBrowser.open(office.address(), HeadlessBrowser.Screen.DESK, "en", omar)) {
                HeadlessBrowser first = one.browser();
                HeadlessBrowser second = two.browser();
                first.openPath("/desk/tickets");
                one.checkPage("queue-empty");
                long person = office.createPerson("ur");
                Reference number = office.openTicket(
                        person, "line_blocked", "میری رجسٹرڈ لائن صبح سے بند ہے، براہِ کرم مدد کریں۔", "ur");
                first.find("a[href='/desk/tickets/" + number.toGroupedText() + "']");
                one.checkPage("queue");
                first.openPath("/desk/tickets/" + number.toGroupedText());
                second.openPath("/desk/tickets/" + number.toGroupedText());
                one.checkPage("ticket-unclaimed");
                first.find("[data-claim]").click();
                first.find("#reply");
                second.run("document.querySelector('[data-claim]')?.click()");
                second.await("the other is told", () -> second.visibleText().contains("Sana"));
                // A claim that came too late is refused, unless the button was already gone.
                second.complaints();

                first.find("#reply").sendKeys("ہم ابھی کمپنی سے پوچھ رہے ہیں۔");
                first.run("document.querySelector('#answer').requestSubmit()");
                first.await("the answer is seen", () -> first.visibleText().contains("ہم ابھی کمپنی سے پوچھ رہے ہیں۔"));
                one.checkPage("ticket-answered");
                assertThat(first.run("""
                        const parts = [...document.querySelectorAll('#talk .case-top > .sub bdi')]
                            .map((part) => [...part.getClientRects()]);
                        const isRtl = document.documentElement.dir === 'rtl';
                        const isNext = (a, b) => b.top >= a.bottom - 8
                            || (isRtl ? b.right <= a.left : b.left >= a.right);
                        return parts.length >= 5
                            && parts.slice(1).every((part, i) => isNext(parts[i].at(-1), part[0]));"""))
                        .as("the line under the number reads in order")
                        .isEqualTo(true);
                second.await(
                        "the other sees it too", () -> second.visibleText().contains("ہم ابھی کمپنی سے پوچھ رہے ہیں۔"));
                assertThat(first.complaints()).isEmpty();

                first.find("#tag").sendKeys("!!!");
                first.run("document.querySelector('#tag').form.requestSubmit()");
                first.await(
                        "why not",
                        () -> first.text("#problem")
                                .contains(language.equals("ur") ? "ٹیگ میں حروف" : "a tag is letters"));
                one.checkPage("refusal");
            }
        }
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "PHONE, ur"})
    void aTableOfLinesIsEnteredAndItsErrorsAreNamed(HeadlessBrowser.Screen screen, String language) throws IOException {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            String sana = office.signInMember("Sana", StaffRole.SUPERVISOR).token();
            ApiClient customer = ApiPersons.createPerson(server);
            ApiOrganisations.registerLines(server, customer, "Lahore");
            Reference number = office.openTicket(
                    ApiPersons.personOf(server, customer), "vpn_registration", "Here is our table.", "en");
            try (ConsoleBrowser console = ConsoleBrowser.open(office.address(), screen, language, sana)) {
                HeadlessBrowser browser = console.browser();
                browser.openPath("/desk/tickets/" + number.toGroupedText());
                browser.find("[data-claim]").click();
                browser.find("#reply");
                chooseTable(browser, "wrong.csv", "Multan,Nayatel,NT-2,10.0.0.1");
                console.checkPage("table-chosen");
                browser.find("[data-send-file]").click();
                browser.await("its errors", () -> browser.text("#problem").contains("10.0.0.1"));
                console.checkPage("table-refused");
                chooseTable(browser, "right.csv", "Multan,Nayatel,NT-2,39.71.63." + (language.equals("ur") ? 3 : 2));
                browser.find("[data-send-file]").click();
                browser.await("the lines", () -> browser.visibleText().contains("39.71.63."));
                assertThat(browser.find("#problem").isDisplayed()).isFalse();
                console.checkPage("table-entered");
            }
        }
    }

    private void chooseTable(HeadlessBrowser browser, String name, String line) throws IOException {
        Path table = Files.writeString(
                folder.resolve(name), "Site,Internet company,Subscriber ID,IP addresses\n" + line + "\n");
        browser.find("#file").sendKeys(table.toString());
        browser.await("it is shown", () -> browser.find("#chosen").isDisplayed());
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "DESK, ur", "PHONE, ur"})
    void rowsNameTheCustomerAndTwentyFitOnADesk(HeadlessBrowser.Screen screen, String language) {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            String sana = office.signInMember("Sana", StaffRole.SUPERVISOR).token();
            String[] names = {"Hunza Surgical", "Iqra Ahmed", "Abbas Ali Khan", "زینب فاطمہ", "Danish Abbasi"};
            for (int i = 0; i < 22; i++) {
                long person = office.createPerson("en");
                office.submitApplication(person, Map.of("full_name", names[i % names.length]), ApiForms.newAddress());
                office.openTicket(person, i % 2 == 0 ? "line_blocked" : "complaint", "Please help, it is slow.", "en");
            }
            try (ConsoleBrowser console = ConsoleBrowser.open(office.address(), screen, language, sana)) {
                HeadlessBrowser browser = console.browser();
                browser.openPath("/desk/tickets?show=all");
                browser.find("#rows tr");
                console.checkPage("queue-names");
                assertThat(browser.text("#rows")).contains("Iqra Ahmed", "Hunza Surgical");
                browser.openPath("/desk/applications");
                console.checkPage("applications-names");
                assertThat(browser.text("main")).contains("Danish Abbasi");
            }
        }
    }
}
