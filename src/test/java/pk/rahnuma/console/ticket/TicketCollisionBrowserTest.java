package pk.rahnuma.console.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.console.ConsoleBrowser;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.SignInResult;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketRepository;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.web.HeadlessBrowser;

/// Acts of two members on the same ticket, in two browsers.
@Tag("long")
class TicketCollisionBrowserTest {

    private TestServer server;
    private Reference number;
    private HeadlessBrowser sana;
    private HeadlessBrowser omar;

    @BeforeEach
    void openTheTicketTwice() {
        server = TestServer.onH2().shareServer();
        ConsoleTestServer office = new ConsoleTestServer(server);
        SignInResult.SignedIn supervisor = office.signInMember("Sana", StaffRole.SUPERVISOR);
        SignInResult.SignedIn agent = office.signInMember("Omar", StaffRole.AGENT);
        number = office.openTicket(office.createPerson("en"), "complaint", "Buy this!", "en");
        server.getBean(TicketAssignmentService.class)
                .claimTicket(
                        number,
                        new TicketAgent(agent.who().member().id(), "Omar"),
                        server.getBean(Clock.class).instant());
        sana = open(office, supervisor);
        omar = open(office, agent);
    }

    @AfterEach
    void closeBoth() {
        try (TestServer closing = server;
                HeadlessBrowser first = sana;
                HeadlessBrowser second = omar) {
            assertThat(first.complaints()).isEmpty();
            assertThat(second.complaints()).isEmpty();
        }
    }

    private HeadlessBrowser open(ConsoleTestServer office, SignInResult.SignedIn who) {
        HeadlessBrowser browser = ConsoleBrowser.open(office.address(), HeadlessBrowser.Screen.DESK, "en", who.token())
                .browser();
        browser.openPath("/desk/tickets/" + number.toGroupedText());
        return browser;
    }

    private Ticket ticket() {
        return server.getBean(TicketRepository.class).findTicket(number).orElseThrow();
    }

    private static void muteCustomer(HeadlessBrowser browser) {
        browser.run("const form = document.querySelector(\"form[hx-post='/desk/tickets/restraint']\");"
                + "form.querySelector('input[value=MUTE]').click();"
                + "form.querySelector('select[name=reason]').selectedIndex = 1;"
                + "form.requestSubmit()");
    }

    private static boolean isMuted(HeadlessBrowser browser) {
        return !browser.all("[data-key=held-MUTE]").isEmpty();
    }

    @Test
    void aMuteIsSeenByTheColleagueAndTwoOfThemAreOne() {
        muteCustomer(sana);
        muteCustomer(omar);
        sana.await("the measure", () -> isMuted(sana));
        omar.await("the measure", () -> isMuted(omar));
        assertThat(omar.all("[data-key=held-MUTE]")).hasSize(1);
        omar.find("[data-key=held-MUTE] button").click();
        sana.await("no measure", () -> !isMuted(sana));
        omar.await("no measure", () -> !isMuted(omar));
    }

    @Test
    void aTicketThatIsGivenAwayLeavesItsWriterTheTextAndSaysWhereItWent() {
        omar.find("#reply").sendKeys("Half an answer");
        sana.find("[hx-post$='/transfer'] #take-over");
        sana.run("document.querySelector('#take-over').form.requestSubmit()");
        sana.await("it is hers", () -> !sana.all("#reply").isEmpty());
        omar.await(
                "the text stays",
                () -> "Half an answer".equals(omar.run("return document.getElementById('unsent-text')?.value")));
        assertThat(omar.text("#unsent")).contains("Sana");
        assertThat(ticket().assignee().name()).isEqualTo("Sana");
        sana.find("#reply").sendKeys("From her");
        sana.run("document.querySelector('#answer').requestSubmit()");
        omar.await("her answer", () -> omar.text(".bubbles").contains("From her"));
        assertThat(omar.run("return document.getElementById('unsent-text').value"))
                .isEqualTo("Half an answer");
    }

    @Test
    void aTicketThatIsPutToSleepIsAwakeForTheColleagueWhoTakesIt() {
        omar.run("document.querySelector('[data-key=snoozing] button').click()");
        omar.await("asleep", () -> !omar.all("[hx-post$='/wake']").isEmpty());
        assertThat(ticket().snoozedUntil()).isNotNull();
        sana.await("asleep", () -> !sana.all("[hx-post$='/wake']").isEmpty());
        sana.run("document.querySelector('#take-over').form.requestSubmit()");
        sana.await(
                "it is hers, awake",
                () -> !sana.all("#reply").isEmpty()
                        && sana.all("[hx-post$='/wake']").isEmpty());
        omar.await("awake", () -> omar.all("[hx-post$='/wake']").isEmpty());
        assertThat(ticket().snoozedUntil()).isNull();
    }
}
