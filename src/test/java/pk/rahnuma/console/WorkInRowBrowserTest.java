package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import pk.rahnuma.TestServer;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketRepository;
import pk.rahnuma.web.HeadlessBrowser;

/// Cases one after the other, by keyboard, on one page.
@Tag("long")
class WorkInRowBrowserTest {

    private static final int TICKETS = 20;
    private static final int APPLICATIONS = 30;

    @Test
    void twentyTicketsAreAnsweredWithTwoKeysEachAndNoPageLoad() {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            String sana = office.signInMember("Sana", StaffRole.SUPERVISOR).token();
            for (int i = 0; i < TICKETS; i++) {
                office.openTicket(office.createPerson("en"), "complaint", "Question " + i, "en");
            }
            try (ConsoleBrowser console = openDesk(office, "en", sana)) {
                HeadlessBrowser browser = openFirst(console, "/desk/tickets");
                for (int i = 0; i < TICKETS; i++) {
                    browser.press("r");
                    browser.await(
                            "the text box",
                            () -> "reply".equals(browser.focusedElement().getAttribute("id")));
                    if (i == 0) {
                        console.checkPage("work-ticket");
                    }
                    String ticket = path(browser);
                    browser.focusedElement().sendKeys("Answer " + i, Keys.chord(Keys.CONTROL, Keys.SHIFT, Keys.ENTER));
                    if (i < TICKETS - 1) {
                        browser.await("the next", () -> !path(browser).equals(ticket));
                        browser.await(
                                "its words", () -> browser.all("[data-claim]").size() == 1);
                    }
                }
                browser.await("the end", () -> browser.visibleText().contains("That was the last one in this list."));
                assertThat(browser.run("return window.first"))
                        .as("the same page")
                        .isEqualTo(true);
                assertThat(server.sql().queryTexts("select seq from ticket_answer"))
                        .hasSize(TICKETS);
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    @Test
    void thirtyApplicationsAreDecidedWithThreeKeysEachAndNoPageLoad() {
        try (TestServer server =
                TestServer.onH2().withVariable("RAHNUMA_SUPPORT_RECALL", "1s").shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            String sana = office.signInMember("Sana", StaffRole.REVIEWER).token();
            Reference[] all = Stream.generate(() -> office.createPerson("en"))
                    .limit(APPLICATIONS)
                    .map(person -> office.submitApplication(person, Map.of(), "39.32.1." + person % 250))
                    .toArray(Reference[]::new);
            try (ConsoleBrowser console = openDesk(office, "en", sana)) {
                HeadlessBrowser browser = openFirst(console, "/desk/applications");
                for (int i = 0; i < APPLICATIONS; i++) {
                    String application = path(browser);
                    assertThat(browser.find("#decision .ticks").isDisplayed())
                            .as("reasons of a decision that is not chosen")
                            .isFalse();
                    browser.press("d");
                    browser.focusedElement().sendKeys(Keys.ARROW_DOWN);
                    browser.focusedElement().sendKeys(Keys.chord(Keys.CONTROL, Keys.SHIFT, Keys.ENTER));
                    if (i < APPLICATIONS - 1) {
                        browser.await("the next", () -> !path(browser).equals(application));
                        browser.find("#decision");
                    }
                }
                browser.await(
                        "all are decided",
                        () -> Stream.of(all)
                                .allMatch(reference -> server.getBean(ApplicationRepository.class)
                                                .findApplication(reference)
                                                .orElseThrow()
                                                .lines()
                                                .leading()
                                        == LineStatus.WITH_PROVIDER));
                assertThat(browser.run("return window.first"))
                        .as("the same page")
                        .isEqualTo(true);
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    @Test
    void anAnswerIsTakenBackFromTheNextTicketAndATicketIsResolvedWithItsAnswer() {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            String sana = office.signInMember("Sana", StaffRole.SUPERVISOR).token();
            Reference one = office.openTicket(office.createPerson("ur"), "complaint", "One", "ur");
            office.openTicket(office.createPerson("en"), "complaint", "Two", "en");
            try (ConsoleBrowser console = openDesk(office, "ur", sana)) {
                HeadlessBrowser browser = openFirst(console, "/desk/tickets");
                answer(browser, "Too early", Keys.SHIFT);
                browser.await("the next", () -> browser.all("[data-claim]").size() == 1);
                browser.find("#done button").click();
                browser.await(
                        "its text",
                        () -> browser.all("#reply").size() == 1
                                && browser.find("#reply").getAttribute("value").equals("Too early"));
                console.checkPage("work-taken-back");
                browser.find("#reply").sendKeys(" no more", Keys.chord(Keys.CONTROL, Keys.ALT, Keys.ENTER));
                browser.await(
                        "it is resolved",
                        () -> server.getBean(TicketRepository.class)
                                        .findTicket(one)
                                        .orElseThrow()
                                        .state()
                                == Ticket.State.RESOLVED);
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    private static ConsoleBrowser openDesk(ConsoleTestServer office, String language, String token) {
        return ConsoleBrowser.open(office.address(), HeadlessBrowser.Screen.DESK, language, token);
    }

    /// Opens the first case of a list; a mark of the page is lost when another page is loaded.
    private static HeadlessBrowser openFirst(ConsoleBrowser console, String list) {
        HeadlessBrowser browser = console.browser();
        browser.openPath(list);
        browser.find("#rows tbody tr");
        browser.run("window.first = true");
        browser.press("j");
        browser.focusedElement().sendKeys(Keys.ENTER);
        browser.await("the case", () -> browser.all("#case h1").size() == 1);
        return browser;
    }

    private static void answer(HeadlessBrowser browser, String text, Keys with) {
        browser.press("r");
        browser.await(
                "the text box", () -> "reply".equals(browser.focusedElement().getAttribute("id")));
        browser.focusedElement().sendKeys(text, Keys.chord(Keys.CONTROL, with, Keys.ENTER));
    }

    private static String path(HeadlessBrowser browser) {
        return (String) browser.run("return location.pathname");
    }
}
