package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import pk.rahnuma.TestServer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.SignInResult;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.ActingAgent;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.web.HeadlessBrowser;

/// Notifications of a member of staff, in a browser.
@Tag("long")
class NotificationBrowserTest {

    /// Records in `window.announced` what the page would play and show.
    private static final String RECORDERS = """
            window.announced = [];
            const part = { connect: () => part, start() {}, stop() {} };
            part.frequency = part.gain = { setValueAtTime() {}, exponentialRampToValueAtTime() {} };
            window.AudioContext = class {
              constructor() { announced.push('sound'); }
              createOscillator() { return part; }
              createGain() { return part; }
            };
            window.Notification = class {
              static get permission() { return window.answer ?? 'granted'; }
              static async requestPermission() { return Notification.permission; }
              constructor(title, { body }) { announced.push(body); }
            };""";

    private static final TestServer server = TestServer.onH2().shareServer();
    private static final ConsoleTestServer office = new ConsoleTestServer(server);
    private static final SignInResult.SignedIn sana = office.signInMember("Sana", StaffRole.SUPERVISOR);
    private static final SignInResult.SignedIn omar = office.signInMember("Omar Khan", StaffRole.AGENT);

    private static TicketAgent agent(SignInResult.SignedIn member) {
        return new TicketAgent(member.who().member().id(), member.who().member().name());
    }

    /// A new ticket that Sana gives to Omar.
    private Reference giveTicket() {
        Reference number = office.openTicket(office.createPerson("en"), "complaint", "It is slow.", "en");
        server.getBean(TicketAssignmentService.class)
                .transferTicket(
                        number,
                        new ActingAgent(agent(sana), true),
                        agent(omar),
                        server.getBean(Clock.class).instant());
        return number;
    }

    private static String title(HeadlessBrowser browser) {
        return (String) browser.run("return document.title");
    }

    private static void awaitCount(HeadlessBrowser browser, String count) {
        browser.await("the bell", () -> browser.text(".bell .count").equals(count));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "DESK, ur", "PHONE, en", "PHONE, ur"})
    void theBellCountsWhatAnotherGivesAndNamesUntilItIsOpened(HeadlessBrowser.Screen screen, String language) {
        server.sql().execute("delete from staff_notification");
        try (ConsoleBrowser hers = ConsoleBrowser.open(office.address(), screen, language, sana.token());
                ConsoleBrowser his = ConsoleBrowser.open(office.address(), screen, language, omar.token())) {
            HeadlessBrowser browser = his.browser();
            browser.openPath("/desk/notifications");
            his.checkPage("notifications-empty");

            Reference number = giveTicket();
            awaitCount(browser, "1");
            hers.browser().openPath("/desk/tickets/" + number.toGroupedText());
            hers.browser().find("#note").sendKeys("They called, @om");
            hers.checkPage("note-mention");
            hers.browser().find("#note").sendKeys(Keys.ENTER, "please");
            assertThat(hers.browser().run("return document.getElementById('note').value"))
                    .isEqualTo("They called, @Omar Khan please");
            hers.browser().run("document.getElementById('noting').requestSubmit()");
            assertThat(hers.browser().complaints()).isEmpty();

            awaitCount(browser, "2");
            browser.await("the title", () -> title(browser).startsWith("(2) "));
            browser.await(
                    "the list", () -> browser.all("#notifications tbody tr").size() == 2);
            his.checkPage("notifications");
            browser.find("#notifications tbody a").click();
            browser.find("#note");
            browser.await(
                    "read",
                    () -> browser.run("return document.querySelector('.bell .count').hidden")
                            .equals(true));
            assertThat(title(browser)).doesNotStartWith("(");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void allAreReadAtOnceAndStayInTheList() {
        server.sql().execute("delete from staff_notification");
        giveTicket();
        try (ConsoleBrowser his =
                ConsoleBrowser.open(office.address(), HeadlessBrowser.Screen.DESK, "en", omar.token())) {
            HeadlessBrowser browser = his.browser();
            browser.openPath("/desk/notifications");
            browser.find("[hx-post='/desk/notifications/read']").click();
            browser.await(
                    "no unread row", () -> browser.all("#notifications .unread").isEmpty());
            assertThat(browser.all("#notifications tbody tr")).hasSize(1);
            browser.await("the title", () -> !title(browser).startsWith("("));
        }
    }

    @Test
    void soundAndNotificationOfTheDeviceComeWhenTheyAreChosen() {
        server.sql().execute("delete from staff_notification");
        try (ConsoleBrowser his =
                ConsoleBrowser.open(office.address(), HeadlessBrowser.Screen.DESK, "en", omar.token())) {
            HeadlessBrowser browser = his.browser();
            browser.runOnNewPages(RECORDERS);
            browser.openPath("/desk/notifications");
            giveTicket();
            awaitCount(browser, "1");
            browser.await(
                    "the turn of this tab",
                    () -> browser.run("return localStorage.getItem('rahnuma-announced')") != null);
            assertThat(announced(browser)).isEmpty();

            browser.find("#notify-sound").click();
            browser.find("#notify-desktop").click();
            String sample = "A notification on this device, with kind and number only";
            browser.await("a sample of both", () -> announced(browser).equals(List.of("sound", sample)));
            browser.openPath("/desk/tickets");
            Reference number = giveTicket();
            browser.await(
                    "both",
                    () -> announced(browser)
                            .equals(List.of("sound", "A ticket was given to you · " + number.toGroupedText())));
        }
    }

    @Test
    void aBrowserThatRefusesNotificationsIsExplained() {
        try (ConsoleBrowser his =
                ConsoleBrowser.open(office.address(), HeadlessBrowser.Screen.DESK, "en", omar.token())) {
            HeadlessBrowser browser = his.browser();
            browser.runOnNewPages(RECORDERS + "window.answer = 'denied';");
            browser.openPath("/desk/notifications");
            browser.find("#notify-desktop").click();
            browser.await("the reason", () -> browser.text("#notify-refused").contains("does not allow"));
            his.checkPage("notifications-refused");
            browser.openPath("/desk/notifications");
            assertThat(browser.run("return document.getElementById('notify-desktop').checked"))
                    .isEqualTo(false);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> announced(HeadlessBrowser browser) {
        return (List<String>) browser.run("return window.announced");
    }
}
