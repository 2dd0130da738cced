package pk.rahnuma.console.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import pk.rahnuma.TestServer;
import pk.rahnuma.console.ConsoleBrowser;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.SignInResult;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketRepository;
import pk.rahnuma.ticket.work.CannedReplyService;
import pk.rahnuma.web.HeadlessBrowser;

/// Saved replies below the box of an answer, in a browser.
@Tag("long")
class SavedReplyBrowserTest {

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "PHONE, ur"})
    void aMacroIsChosenByKeysFilledInAndSentWithItsTagAndState(HeadlessBrowser.Screen screen, String language) {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            SignInResult.SignedIn sana = office.signInMember("Sana", StaffRole.SUPERVISOR);
            save(server, sana, "Lines", "Works again", "{number} works, {reference}.", Ticket.State.RESOLVED);
            save(server, sana, "Papers", "Photo", "Send a photo.", null);
            Reference number = office.openTicket(office.createPerson("en"), "complaint", "It is slow.", "en");
            try (ConsoleBrowser console = ConsoleBrowser.open(office.address(), screen, language, sana.token())) {
                HeadlessBrowser browser = console.browser();
                browser.openPath("/desk/tickets/" + number.toGroupedText());
                browser.find("[data-claim]").click();
                browser.find("#reply").sendKeys("Salam. /");
                browser.find("#saved-list [role=option]");
                assertThat(browser.all("#saved-list [role=group]")).hasSize(2);
                console.checkPage("saved-replies");
                browser.find("#saved-find").sendKeys("line");
                assertThat(browser.text("#saved-preview")).contains(number.toGroupedText());
                browser.find("#saved-find").sendKeys(Keys.ENTER);

                assertThat(reply(browser)).contains("Salam. " + number.toGroupedText(), "____");
                assertThat(browser.text("#saved-gap")).isNotBlank();
                console.checkPage("saved-reply-gap");
                browser.run("document.querySelector('#answer').requestSubmit()");
                assertThat(reply(browser)).contains("____");
                browser.find("#reply").sendKeys("your line");
                assertThat(reply(browser)).contains("works, your line.");
                assertThat(browser.text("#saved-gap")).isEmpty();
                browser.run("document.querySelector('#answer').requestSubmit()");
                browser.await("the ticket is resolved", () -> state(server, number) == Ticket.State.RESOLVED);
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource("DESK, en")
    void escapeKeepsTheTypedText(HeadlessBrowser.Screen screen, String language) {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            SignInResult.SignedIn sana = office.signInMember("Sana", StaffRole.SUPERVISOR);
            Reference number = office.openTicket(office.createPerson("en"), "complaint", "It is slow.", "en");
            try (ConsoleBrowser console = ConsoleBrowser.open(office.address(), screen, language, sana.token())) {
                HeadlessBrowser browser = console.browser();
                browser.openPath("/desk/tickets/" + number.toGroupedText());
                browser.find("[data-claim]").click();
                browser.find("#reply").sendKeys("one/two /");
                browser.find("#saved-find").sendKeys("24", Keys.ESCAPE);
                assertThat(reply(browser)).isEqualTo("one/two /24");
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    private static String reply(HeadlessBrowser browser) {
        return (String) browser.run("return document.getElementById('reply').value");
    }

    private static Ticket.State state(TestServer server, Reference number) {
        return server.getBean(TicketRepository.class)
                .findTicket(number)
                .orElseThrow()
                .state();
    }

    private static void save(
            TestServer server, SignInResult.SignedIn by, String folder, String name, String text, Ticket.State then) {
        server.getBean(CannedReplyService.class)
                .addReply(
                        by.who(),
                        new CannedReplyService.ReplyDraft(
                                folder, name, Map.of("en", text, "ur", text, "ur-Latn", text), "", then),
                        false,
                        Instant.now());
    }
}
