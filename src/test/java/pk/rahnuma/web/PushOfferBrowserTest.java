package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.FreePort;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// News by web push, offered by the chat page and shown by the service worker. No push service takes part: the
/// browser's subscription is replaced, and messages are delivered by its test protocol.
@Tag("long")
class PushOfferBrowserTest {

    private TestServer server;
    private HeadlessBrowser browser;
    private String reference;

    private void open(boolean withAddress) throws IOException {
        int port = FreePort.find();
        TestServer.Builder builder = TestServer.onH2()
                .withVariable("MICRONAUT_SERVER_PORT", Integer.toString(port))
                .withVariable("RAHNUMA_PUSH_LOCAL", "true");
        server =
                (withAddress ? builder.withVariable("RAHNUMA_URL", "http://localhost:" + port) : builder).startServer();
        ApiClient chat = ApiClient.asBrowser(server.address());
        chat.sendText("/start");
        reference = ApiPersons.submitApplication(server, chat, "39.34.1.1");
        browser = HeadlessBrowser.openWithToken(server.address(), Screen.PHONE, "en", chat.token());
        browser.grantNotifications();
        browser.awaitAnswer();
        browser.awaitServiceWorker();
        browser.run("""
                PushManager.prototype.subscribe = async () => ({endpoint: 'http://127.0.0.1:9/push/1', keys: {
                    p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
                    auth: 'BTBZMqHH6r4Tts7J_aSIgg'}});""");
        browser.sendText("status");
        browser.await("the application", () -> browser.logText().contains(reference));
    }

    @AfterEach
    void close() {
        browser.close();
        server.close();
    }

    private int subscriptions() {
        return server.sql().queryOne(Integer.class, "select count(*) from push_subscription");
    }

    @Test
    void aPersonWithAnApplicationSubscribesWithOneTap() throws IOException {
        open(true);
        browser.await("the offer", () -> browser.find("#news").isDisplayed());
        browser.screenshot("push-phone-en-offer");
        assertThat(browser.violations()).isEmpty();
        browser.find("#news").click();
        browser.await("done", () -> browser.logText().contains("You will hear of it here"));
        assertThat(subscriptions()).isOne();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theServiceWorkerShowsTheMessageThatTheDeskSends() throws IOException {
        open(true);
        String message = "{\"title\": \"Rahnuma: news of " + reference
                + "\", \"body\": \"Registered.\", \"language\": \"en\", \"reference\": \"" + reference + "\"}";
        // Again each time: the browser forgets a notification that came before it could display one. One replaces
        // another.
        browser.await("a notification", () -> {
            browser.deliverPush(server.address(), message);
            return !shownNotifications().isEmpty();
        });
        assertThat(shownNotifications()).isEqualTo("Rahnuma: news of " + reference + "|Registered.");
    }

    private String shownNotifications() {
        return (String) browser.runAsync("""
                const done = arguments[0];
                navigator.serviceWorker.getRegistration().then(found => found.getNotifications())
                    .then(all => done(all.map(each => each.title + '|' + each.body).join()));""");
    }

    @Test
    void aDeskWithoutAPublicAddressOffersNone() throws IOException {
        open(false);
        browser.awaitIdle();
        assertThat(browser.run("return document.querySelector('#news')?.hidden ?? true"))
                .isEqualTo(true);
        assertThat(subscriptions()).isZero();
    }
}
