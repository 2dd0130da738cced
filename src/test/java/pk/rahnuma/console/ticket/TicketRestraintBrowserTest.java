package pk.rahnuma.console.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.console.ConsoleBrowser;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.web.HeadlessBrowser;

/// Measures against abuse, from the list and on the page of a ticket, in a browser.
@Tag("long")
class TicketRestraintBrowserTest {

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "PHONE, ur"})
    void aSupervisorMarksTicketsAsSpamAndTakesItBack(HeadlessBrowser.Screen screen, String language) {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            String sana = office.signInMember("Sana", StaffRole.SUPERVISOR).token();
            Reference first = office.openTicket(office.createPerson("en"), "complaint", "Buy this!", "en");
            Reference second = office.openTicket(office.createPerson("ur"), "complaint", "Buy that!", "ur");
            try (ConsoleBrowser desk = ConsoleBrowser.open(office.address(), screen, language, sana)) {
                HeadlessBrowser browser = desk.browser();
                browser.openPath("/desk/tickets");
                browser.run("document.querySelectorAll('tbody input').forEach((box) => box.click());"
                        + "document.querySelector('#what').value = 'spam';"
                        + "document.querySelector('#what').form.requestSubmit()");
                browser.find("#reason");
                assertThat(browser.visibleText()).contains(first.toGroupedText(), second.toGroupedText());
                desk.checkPage("ticket-restraint");
                browser.run("document.querySelector('#reason').value = 'ADVERTISING';"
                        + "document.querySelector('#reason').form.requestSubmit()");
                browser.await(
                        "the way back",
                        () -> !browser.all("form[hx-post$='/lift']").isEmpty());
                desk.checkPage("ticket-restraint-done");
                browser.openPath("/desk/tickets?show=over");
                assertThat(browser.all("tbody tr")).hasSize(2);
                browser.openPath("/desk/tickets/" + first.toGroupedText());
                browser.run("document.querySelectorAll('.case-side details').forEach((part) => { part.open = true; })");
                desk.checkPage("ticket-spam");
                browser.find("form[hx-post$='/lift'] button").click();
                browser.await(
                        "the ticket without a measure",
                        () -> browser.all("form[hx-post$='/lift']").isEmpty());
                browser.openPath("/desk/tickets");
                assertThat(browser.all("tbody tr")).hasSize(1);
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }
}
