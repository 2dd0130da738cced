package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.FreePort;
import pk.rahnuma.TestServer;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.SignInResult;
import pk.rahnuma.web.HeadlessBrowser;

/// Notifications without an open page of the console: the choice, and the service worker. No push service takes part:
/// the browser's subscription is replaced, and messages are delivered by its test protocol.
@Tag("long")
class NotificationPushBrowserTest {

    /// Replaces the subscription of the browser, which another page of the same browser finds again.
    private static final String PUSH_SERVICE = """
            const subscription = { toJSON: () => ({ endpoint: 'http://127.0.0.1:9/push/1', keys: {
                p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
                auth: 'BTBZMqHH6r4Tts7J_aSIgg' } }),
              unsubscribe: async () => { localStorage.removeItem('subscribed'); return true; } };
            PushManager.prototype.getSubscription =
              async () => localStorage.getItem('subscribed') ? subscription : null;
            PushManager.prototype.subscribe = async () => {
              if (window.isOffline) throw new DOMException('no push service', 'AbortError');
              localStorage.setItem('subscribed', 'yes');
              return subscription;
            };""";

    private TestServer server;
    private ConsoleTestServer office;
    private SignInResult.SignedIn omar;
    private ConsoleBrowser his;
    private HeadlessBrowser browser;

    @BeforeEach
    void open() throws IOException {
        int port = FreePort.find();
        server = TestServer.onH2()
                .withVariable("MICRONAUT_SERVER_PORT", Integer.toString(port))
                .withVariable("RAHNUMA_PUSH_LOCAL", "true")
                .withVariable("RAHNUMA_URL", "http://localhost:" + port)
                .startServer();
        office = new ConsoleTestServer(server);
        omar = office.signInMember("Omar Khan", StaffRole.AGENT);
        his = ConsoleBrowser.open(office.address(), HeadlessBrowser.Screen.PHONE, "en", omar.token());
        browser = his.browser();
        browser.runOnNewPages(PUSH_SERVICE);
        browser.openPath("/desk/notifications");
        browser.grantNotifications();
    }

    @AfterEach
    void close() {
        his.close();
        server.close();
    }

    private void tick(String reach) {
        browser.find("#notify-desktop").click();
        browser.await("the reach", () -> browser.text("#notify-reach").contains(reach));
    }

    private String devices() {
        return String.join(
                ",", server.sql().queryTexts("select staff_id, session_id, language from staff_push_subscription"));
    }

    private String shownNotifications() {
        return (String) browser.runAsync("""
                const done = arguments[0];
                navigator.serviceWorker.getRegistration('/desk/').then(found => found.getNotifications())
                    .then(all => done(all.map(each => each.body + '|' + each.tag + '|' + each.dir).sort().join()));""");
    }

    private static String message(String number, String language) {
        return "{\"kind\": \"ASSIGNED\", \"about\": \"ticket\", \"number\": \"" + number + "\", \"language\": \""
                + language + "\"}";
    }

    @Test
    void aTickSubscribesTheDeviceAndAnotherTickEndsIt() {
        tick("also without an open page");
        his.checkPage("notifications-push");
        assertThat(devices()).contains(Long.toString(omar.who().session()));
        browser.find("#notify-desktop").click();
        browser.await("no device", () -> devices().isEmpty());
        assertThat(browser.text("#notify-reach")).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aNewSessionKeepsTheDevice() {
        tick("also without an open page");
        SignInResult.SignedIn sana = office.signInMember("Sana", StaffRole.AGENT);
        his.signInWith(sana.token());
        browser.openPath("/desk/notifications");
        browser.await(
                "her device", () -> devices().contains(Long.toString(sana.who().session())));
        assertThat(devices()).doesNotContain(Long.toString(omar.who().session()));
    }

    @Test
    void withoutAPushServiceAnOpenPageShowsNotifications() {
        browser.run("window.isOffline = true");
        tick("while a page of the desk is open");
        assertThat(devices()).isEmpty();
        assertThat(browser.find("#notify-desktop").isSelected()).isTrue();
    }

    @Test
    void theWorkerShowsMessagesWhileNoPageOfTheConsoleIsLookedAt() {
        tick("also without an open page");
        browser.runAsync("""
                const done = arguments[0];
                navigator.serviceWorker.getRegistration('/desk/').then(found => found.getNotifications())
                    .then(all => { all.forEach(each => each.close()); done(); });""");
        browser.deliverPush(server.address(), message("TK-1111", "en"));
        browser.openPath("/en/privacy");
        // Again each time: the browser forgets a notification that came before it could display one. One replaces
        // another.
        browser.await("a notification", () -> {
            browser.deliverPush(server.address(), message("TK-2222", "ur"));
            return shownNotifications().contains("TK-2222");
        });
        assertThat(shownNotifications()).isEqualTo("ایک ٹکٹ آپ کو دیا گیا · TK-2222|/desk/tickets/TK-2222|rtl");
    }
}
