package pk.rahnuma.console.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.console.ConsoleBrowser;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.web.HeadlessBrowser;

/// The lane of tickets without a proof, and the removal of a flood, in a browser.
@Tag("long")
class UnprovedTicketBrowserTest {

    private static final String NETWORK = "198.51.100.7";
    private static final int FLOOD_SIZE = 8;

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "PHONE, ur"})
    void aSupervisorFindsAFloodBesideTheQueueAndRemovesIt(HeadlessBrowser.Screen screen, String language) {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            String sana = office.signInMember("Sana", StaffRole.SUPERVISOR).token();
            Reference honest = office.openTicket(office.createPerson("en"), "complaint", "My line is slow.", "en");
            Reference alone = office.openTicket(
                    office.createUnprovedPerson("ur", "203.0.113.9"), "how_to_register", "کیسے؟ مدد کریں", "ur");
            Reference flooding = null;
            for (int i = 0; i < FLOOD_SIZE; i++) {
                flooding = office.openTicket(
                        office.createUnprovedPerson("en", NETWORK), "line_blocked", "Flood " + i, "en");
            }
            try (ConsoleBrowser desk = ConsoleBrowser.open(office.address(), screen, language, sana)) {
                HeadlessBrowser browser = desk.browser();
                browser.openPath("/desk/tickets");
                assertThat(browser.all("tbody tr")).hasSize(1);
                assertThat(browser.visibleText()).contains(honest.toGroupedText(), "9");
                desk.checkPage("queue-beside-unproved");
                browser.openPath("/desk/tickets?show=unproved");
                assertThat(browser.all("tbody tr")).hasSize(FLOOD_SIZE + 1);
                desk.checkPage("queue-unproved");
                browser.openPath("/desk/tickets/removal?like=" + flooding.toGroupedText());
                assertThat(browser.visibleText()).doesNotContain(alone.toGroupedText());
                desk.checkPage("ticket-removal");
                browser.run("document.querySelector('#reason').value = 'flood';"
                        + "document.querySelector('#reason').form.requestSubmit()");
                browser.await(
                        "the lane without the flood",
                        () -> browser.all("tbody tr").size() == 1);
                assertThat(browser.visibleText()).contains(alone.toGroupedText());
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    @Test
    void chosenTicketsAreRemovedAfterAConfirmation() {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            String sana = office.signInMember("Sana", StaffRole.SUPERVISOR).token();
            Reference number =
                    office.openTicket(office.createUnprovedPerson("en", NETWORK), "complaint", "Buy this!", "en");
            office.openTicket(office.createUnprovedPerson("en", NETWORK), "complaint", "Help, please", "en");
            try (ConsoleBrowser console =
                    ConsoleBrowser.open(office.address(), HeadlessBrowser.Screen.DESK, "en", sana)) {
                HeadlessBrowser browser = console.browser();
                browser.openPath("/desk/tickets?show=unproved");
                browser.find("input[value='" + number.toGroupedText() + "']").click();
                browser.run("document.querySelector('#what').value = 'remove';"
                        + "document.querySelector('#what').form.requestSubmit()");
                browser.find("#reason");
                assertThat(browser.all("tbody tr")).hasSize(1);
                assertThat(browser.visibleText()).contains(number.toGroupedText());
            }
        }
    }
}
