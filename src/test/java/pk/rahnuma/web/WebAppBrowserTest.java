package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebDriverException;
import pk.rahnuma.FreePort;
import pk.rahnuma.TestServer;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// The public pages as an app: installed, and without a connection, for which the server is stopped.
@Tag("long")
class WebAppBrowserTest {

    private static final String TOPIC = "/en/guidance/fee";

    private static TestServer server;

    @BeforeAll
    static void startServer() throws IOException {
        server = TestServer.onH2()
                .withVariable("MICRONAUT_SERVER_PORT", Integer.toString(FreePort.find()))
                .startServer();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private HeadlessBrowser openChat(Screen screen, String language) {
        HeadlessBrowser browser = HeadlessBrowser.open(server.address(), screen, language);
        browser.awaitAnswer();
        browser.awaitServiceWorker();
        return browser;
    }

    private List<?> cachedPaths(HeadlessBrowser browser) {
        return (List<?>) browser.runAsync("""
                const done = arguments[0];
                caches.keys().then(names => Promise.all(names.map(async name => (await (await caches.open(name)).keys()))))
                    .then(all => done(all.flat().map(request => new URL(request.url).pathname)));""");
    }

    @Test
    void theChatPageCanBeInstalled() {
        try (HeadlessBrowser browser = openChat(Screen.PHONE, "en")) {
            assertThat(browser.installabilityErrors()).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"PHONE, /, ur", "DESK, /en/, en"})
    void installingIsOfferedQuietlyOnceTheBrowserAllowsIt(Screen screen, String path, String language) {
        try (HeadlessBrowser browser = openChat(screen, language)) {
            browser.openPath(path);
            assertThat(browser.find("#install").isDisplayed()).isFalse();
            browser.offerInstallation();
            browser.await("the button", () -> browser.find("#install").isDisplayed());
            browser.run("document.querySelector('#install').scrollIntoView()");
            browser.checkPage("install");
            browser.find("#install").click();
            assertThat(browser.run("return document.body.dataset.prompted")).isEqualTo("true");
            assertThat(browser.find("#install").isDisplayed()).isFalse();
        }
    }

    @Test
    void aReloadWithoutAConnectionShowsTheChatWithItsWaitingMessages() {
        try (HeadlessBrowser browser = openChat(Screen.PHONE, "en")) {
            server.stop();
            browser.typeText("menu");
            browser.await("it waits", () -> browser.all(".unsent").size() == 1);
            browser.openChatPage();
            browser.await("it still waits", () -> browser.all(".unsent").size() == 1);
            assertThat(browser.logText()).contains("menu");
            browser.await("a word about it", () -> !browser.text("#banner").isEmpty());
            browser.checkPage("app-offline-chat");
            server.start();
            browser.await("an answer", () -> browser.all(".unsent").isEmpty());
            browser.awaitAnswer();
            assertThat(browser.logText()).contains("This is Rahnuma");
        }
    }

    @Test
    void aTopicThatWasReadCanBeReadAgainWithoutAConnectionAndNothingPersonalIsKept() {
        try (HeadlessBrowser browser = openChat(Screen.PHONE, "en")) {
            browser.sendText("menu");
            browser.openPath("/en/status");
            browser.openPath("/en/apply");
            browser.openPath(TOPIC);
            String heading = browser.text("h1");
            browser.await("it is kept", () -> cachedPaths(browser).contains(TOPIC));
            assertThat(cachedPaths(browser))
                    .allSatisfy(
                            path -> assertThat((String) path).matches("/|/chat|/offline|/assets/.*|/en/guidance/.*"));
            server.stop();
            browser.openPath("/en/status");
            assertThat(browser.text("h1")).isEqualTo("You are offline");
            browser.openPath(TOPIC);
            assertThat(browser.text("h1")).isEqualTo(heading);
            assertThat(browser.run("return document.styleSheets[0].cssRules.length > 0"))
                    .isEqualTo(true);
            server.start();
        }
    }

    @Test
    void otherPagesSayThatThereIsNoConnection() {
        try (HeadlessBrowser browser = openChat(Screen.PHONE, "ur")) {
            server.stop();
            browser.openPath("/ur/apply");
            assertThat(browser.visibleText()).contains("You are offline");
            browser.checkPage("app-offline");
            // The console is left to the browser.
            assertThatThrownBy(() -> browser.openPath("/desk")).isInstanceOf(WebDriverException.class);
            server.start();
            browser.openPath("/ur/apply");
            assertThat(browser.visibleText()).doesNotContain("You are offline");
        }
    }

    @Test
    void filesOfAnEarlierVersionAreDeleted() {
        try (HeadlessBrowser browser = openChat(Screen.PHONE, "en")) {
            browser.runAsync("""
                    const done = arguments[0];
                    caches.open('files-old').then(() => navigator.serviceWorker.getRegistration())
                        .then(registration => registration.unregister()).then(() => done());""");
            browser.openBlankPage();
            browser.openChatPage();
            browser.awaitServiceWorker();
            browser.await(
                    "only the present one",
                    () -> !browser.runAsync("caches.keys().then(arguments[0])")
                            .toString()
                            .contains("files-old"));
        }
    }

    @Test
    void theConsoleHasNoServiceWorker() {
        try (HeadlessBrowser browser =
                HeadlessBrowser.open(server.address().resolve("/desk/sign-in"), Screen.DESK, "en")) {
            browser.find("input[type=password]");
            assertThat(
                            browser.runAsync(
                                    "const done = arguments[0]; navigator.serviceWorker.getRegistrations().then(all => done(all.length))"))
                    .isEqualTo(0L);
        }
    }
}
