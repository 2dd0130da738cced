package pk.rahnuma.console;

import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.SignInResult;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.web.HeadlessBrowser;
import pk.rahnuma.web.KeyboardWalkthrough;

/// Follows the steps that `docs/keyboard.md` describes for the console.
@Tag("long")
class ConsoleKeyboardTest {

    @Test
    void theFocusGoesTheWayThatIsWrittenDown() throws IOException {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            Reference ticket = office.openTicket(office.createPerson("en"), "complaint", "It is slow.", "en");
            SignInResult.SignedIn sana = office.signInMember("Sana", StaffRole.SUPERVISOR);
            server.getBean(TicketAssignmentService.class)
                    .claimTicket(
                            ticket,
                            new TicketAgent(sana.who().member().id(), "Sana"),
                            server.getBean(Clock.class).instant());
            try (ConsoleBrowser console =
                    ConsoleBrowser.open(office.address(), HeadlessBrowser.Screen.DESK, "en", sana.token())) {
                HeadlessBrowser browser = console.browser();
                browser.openPath("/desk/tickets?show=mine");
                browser.find("table.list .reference");
                KeyboardWalkthrough.followChapter(browser, "The console by keyboard", ticket.toGroupedText());
            }
        }
    }
}
