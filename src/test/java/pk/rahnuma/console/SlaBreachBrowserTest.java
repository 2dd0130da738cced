package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.TestServer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.ticket.work.TicketTimerService;
import pk.rahnuma.web.HeadlessBrowser;

/// Targets that are missed while a page is open, in a browser.
@Tag("long")
class SlaBreachBrowserTest {

    /// Wednesday, eleven o'clock in Pakistan.
    private static final String MORNING = "2026-11-25T06:00:00Z";

    private static void pass(TestServer server, Duration time) {
        SteppableClock clock = server.getBean(SteppableClock.class);
        clock.advanceBy(time);
        server.getBean(TicketTimerService.class).runTimers(clock.instant());
    }

    /// Marks the page, to detect that it was not loaded again.
    private static void mark(HeadlessBrowser browser) {
        browser.run("window.marked = true");
    }

    private static void assertNotLoadedAgain(HeadlessBrowser browser) {
        assertThat(browser.run("return window.marked === true")).isEqualTo(true);
    }

    @Test
    void aSupervisorSeesABreachAndItsTicketWhenTheClockNotesIt() {
        HeadlessBrowser.Screen screen = HeadlessBrowser.Screen.PHONE;
        String language = "ur";
        try (TestServer server = TestServer.onH2()
                .withProperty(SteppableClock.BEGIN_PROPERTY, MORNING)
                .withProperty("rahnuma.support.first", "5m,5m,5m")
                .withProperty("rahnuma.support.resolution", "15m,15m,15m")
                .startServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            String nadia = office.signInMember("Nadia", StaffRole.SUPERVISOR).token();
            try (ConsoleBrowser console = ConsoleBrowser.open(office.address(), screen, language, nadia)) {
                HeadlessBrowser browser = console.browser();
                browser.openPath("/desk/tickets?show=late");
                browser.find(".nothing");
                mark(browser);
                Reference number =
                        office.openTicket(office.createPerson("ur"), "complaint", "کل سے جواب نہیں ملا۔", "ur");
                String ticket = "a[href='/desk/tickets/" + number.toGroupedText() + "']";
                pass(server, Duration.ofMinutes(4));
                assertThat(browser.all(ticket)).isEmpty();

                pass(server, Duration.ofMinutes(2));
                browser.find(ticket);
                assertNotLoadedAgain(browser);
                assertThat(browser.text("table.list td .late")).contains("1");
                console.checkPage("breach-list");

                browser.run("document.querySelector(\"" + ticket + "\").click()");
                browser.find("#breaches");
                assertThat(browser.all("#breaches ~ ul li.late")).hasSize(1);
                mark(browser);
                pass(server, Duration.ofMinutes(10));
                browser.await(
                        "the second breach",
                        () -> browser.all("#breaches ~ ul li.late").size() == 2);
                assertNotLoadedAgain(browser);
                assertThat(browser.text(".head .late")).contains("2");
                console.checkPage("breach-ticket");
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }
}
