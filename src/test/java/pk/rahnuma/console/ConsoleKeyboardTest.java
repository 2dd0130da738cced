package pk.rahnuma.console;

import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.staff.SignInResult;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.web.HeadlessBrowser;
import pk.rahnuma.web.KeyboardWalkthrough;

/// Walks the way that `docs/keyboard.md` describes for the console.
@Tag("long")
class ConsoleKeyboardTest {

    @Test
    void the_focus_goes_the_way_that_is_written_down() throws IOException {
        try (TestServer house = TestServer.onH2().start()) {
            ConsoleTestServer office = new ConsoleTestServer(house);
            Reference ticket = office.asked(office.person("en"), "complaint", "It is slow.", "en");
            SignInResult.SignedIn sana = office.signedIn("Sana", StaffRole.SUPERVISOR);
            house.get(TicketAssignmentService.class)
                    .claim(
                            ticket,
                            new TicketAgent(sana.who().member().id(), "Sana"),
                            house.get(Clock.class).instant());
            try (HeadlessBrowser browser = HeadlessBrowser.open(office.address(), HeadlessBrowser.Screen.DESK, "en")) {
                new ConsoleBrowser(browser, HeadlessBrowser.Screen.DESK, "en").session(sana.token());
                browser.go("/desk/tickets?show=mine");
                browser.find("table.list .reference");
                KeyboardWalkthrough.follow(browser, "The console by keyboard", ticket.grouped());
            }
        }
    }
}
