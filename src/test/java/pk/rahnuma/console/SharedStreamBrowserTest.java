package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import pk.rahnuma.TestServer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.SignInResult;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.ActingAgent;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.ticket.work.TicketTriageService;
import pk.rahnuma.web.HeadlessBrowser;

/// Several tabs of the console in one browser, which has six connections to a server without HTTP/2.
@Tag("long")
class SharedStreamBrowserTest {

    private static final int TABS = 7;

    private static TestServer server;
    private static ConsoleTestServer office;
    private static SignInResult.SignedIn sana;
    private static TicketAgent me;

    @BeforeAll
    static void open() {
        server = TestServer.onH2().shareServer();
        office = new ConsoleTestServer(server);
        sana = office.signInMember("Sana", StaffRole.SUPERVISOR);
        me = new TicketAgent(sana.who().member().id(), "Sana");
    }

    private static Instant now() {
        return server.getBean(Clock.class).instant();
    }

    private static Reference claimTicket() {
        Reference number = office.openTicket(office.createPerson("en"), "complaint", "It is slow.", "en");
        server.getBean(TicketAssignmentService.class).claimTicket(number, me, now());
        return number;
    }

    private static String path(Reference number) {
        return "/desk/tickets/" + number.toGroupedText();
    }

    private static void addTag(Reference number, String tag) {
        server.getBean(TicketTriageService.class).addTag(number, new ActingAgent(me, true), tag, now());
    }

    private static HeadlessBrowser openBrowser() {
        return ConsoleBrowser.open(office.address(), HeadlessBrowser.Screen.DESK, "en", sana.token())
                .browser();
    }

    /// Tabs that read the stream, and tabs that wait for their turn.
    private static String countReaders(HeadlessBrowser browser) {
        return (String) browser.runAsync("""
                const done = arguments[0];
                navigator.locks.query().then(({ held, pending }) => done(`${held.length} ${pending.length}`));""");
    }

    @Test
    void sevenTabsLoadSendAndHearNewsOverOneStream() {
        List<Reference> numbers = Stream.generate(SharedStreamBrowserTest::claimTicket)
                .limit(TABS)
                .toList();
        try (HeadlessBrowser browser = openBrowser()) {
            for (int tab = 0; tab < TABS; tab++) {
                Reference number = numbers.get(tab);
                if (tab > 0) {
                    browser.openTab();
                }
                browser.openPath(path(number));
                browser.await(
                        "the ticket", () -> browser.text("#talk .reference").equals(number.toGroupedText()));
            }
            browser.await("one stream", () -> countReaders(browser).equals("1 6"));
            browser.goToTab(0);
            browser.find("#reply").sendKeys("From the first tab", Keys.chord(Keys.CONTROL, Keys.ENTER));
            browser.await("the answer", () -> browser.text(".bubbles").contains("From the first tab"));
            addTag(numbers.get(3), "shared news");
            browser.goToTab(3);
            browser.await("news", () -> browser.visibleText().contains("shared news"));

            browser.goToTab(0);
            browser.closeTab();
            browser.await("the next one reads", () -> countReaders(browser).equals("1 5"));
            addTag(numbers.get(1), "later news");
            browser.await("news", () -> browser.visibleText().contains("later news"));
        }
    }

    @Test
    void pagesThatAreLeftAtOnceLeaveTheConnectionsToTheNext() {
        Reference number = claimTicket();
        try (HeadlessBrowser browser = openBrowser()) {
            for (int visit = 0; visit < 30; visit++) {
                browser.openPath(visit % 2 == 0 ? path(number) : "/desk/tickets");
            }
            browser.openPath(path(number));
            browser.find("#reply").sendKeys("Still heard", Keys.chord(Keys.CONTROL, Keys.ENTER));
            browser.await("the answer", () -> browser.text(".bubbles").contains("Still heard"));
            browser.await("one stream", () -> countReaders(browser).equals("1 0"));
        }
    }

    @Test
    void aBrowserWithoutLocksReadsAStreamInTheTabThatIsSeen() {
        Reference number = claimTicket();
        try (HeadlessBrowser browser = openBrowser()) {
            browser.runOnNewPages("delete Navigator.prototype.locks;");
            browser.openPath(path(number));
            browser.find("#reply");
            addTag(number, "seen news");
            browser.await("news", () -> browser.visibleText().contains("seen news"));
        }
    }

    @Test
    void anAnswerThatTheDeskDoesNotConfirmInTimeStaysAndIsSentOnce() {
        Reference number = claimTicket();
        try (HeadlessBrowser browser = openBrowser()) {
            browser.openPath(path(number));
            browser.find("#reply").sendKeys("Slow words");
            browser.run("htmx.config.timeout = 500");
            browser.slowDown(30_000, 1_000_000);
            browser.find("#reply").sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
            browser.await("it says so", () -> browser.text("#problem").contains("has not answered in time"));
            assertThat(browser.find("#reply").getAttribute("value")).isEqualTo("Slow words");
            assertThat(browser.find("#answer .btn-primary").isEnabled()).isTrue();
            browser.run("htmx.config.timeout = 20000");
            browser.setNetwork(false, -1);
            browser.find("#reply").sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
            browser.await(
                    "an empty box",
                    () -> browser.find("#reply").getAttribute("value").isEmpty());
            browser.await("the answer", () -> browser.text(".bubbles").contains("Slow words"));
            assertThat(browser.text(".bubbles")).containsOnlyOnce("Slow words");
        }
    }

    @Test
    void aTicketThatIsTakenOverShowsItsWritersTextAndGivesItBackWithTheTicket() {
        TicketAgent omar = new TicketAgent(
                office.signInMember("Omar", StaffRole.AGENT).who().member().id(), "Omar");
        TicketAssignmentService claims = server.getBean(TicketAssignmentService.class);
        Reference number = claimTicket();
        try (HeadlessBrowser browser = openBrowser()) {
            browser.openPath(path(number));
            browser.find("#reply").sendKeys("We have asked the");
            claims.transferTicket(number, new ActingAgent(me, true), omar, now());
            browser.await("the message", () -> browser.text("#unsent").contains("Omar has taken over this ticket"));
            assertThat(browser.find("#unsent-text").getAttribute("value")).isEqualTo("We have asked the");
            assertThat(browser.find("[data-copy-unsent]").isDisplayed()).isTrue();
            browser.screenshot("desk-taken-over");
            claims.transferTicket(number, new ActingAgent(omar, true), me, now());
            browser.find("#reply").sendKeys("x");
            browser.openPath(path(number));
            browser.await(
                    "the draft",
                    () -> browser.find("#reply").getAttribute("value").equals("We have asked thex"));
        }
    }

    @Test
    void aFinishedOperationIsSeen() {
        Reference number = claimTicket();
        try (HeadlessBrowser browser = openBrowser()) {
            browser.openPath(path(number));
            browser.find("#tag").sendKeys("provider");
            browser.run("document.querySelector('#tag').form.requestSubmit()");
            browser.await(
                    "it is done",
                    () -> browser.text("#done").equals("The tag of " + number.toGroupedText() + " is saved."));
            assertThat(browser.run("return document.querySelector('#done').getBoundingClientRect().width > 80"))
                    .isEqualTo(true);
            browser.screenshot("desk-done");
        }
    }
}
