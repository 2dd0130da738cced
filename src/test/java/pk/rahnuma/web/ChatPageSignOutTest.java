package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// A user signs out of the chat page on a shared computer.
@Tag("long")
class ChatPageSignOutTest {

    @Test
    void signingOutHidesEverythingFromTheNextPerson() {
        try (TestServer server = TestServer.onH2().shareServer();
                HeadlessBrowser browser = HeadlessBrowser.open(server.address(), Screen.SMALL_PHONE, "en")) {
            browser.awaitAnswer();
            browser.sendText("register");
            browser.awaitAnswer();
            browser.addUnsent(Map.of("id", "unsent", "text", "42101-7654321-9", "at", 1, "failed", "-"));
            browser.openChatPage();
            browser.await("what was not sent", () -> browser.logText().contains("42101"));
            browser.find("#mine summary").click();
            browser.await("the devices", () -> browser.all("#devices li").size() == 1);
            assertThat(browser.text("#devices")).contains("this device");
            assertThat(browser.find("#sign-out").isDisplayed()).isFalse();
            browser.find("#mine details summary").click();
            assertThat(browser.text("#mine")).contains("This chat can be opened again from here only by signing in");
            assertThat(browser.violations()).isEmpty();
            String before = browser.logText();
            browser.find("#sign-out").click();
            browser.await(
                    "a chat of its own",
                    () -> browser.logText().contains("This is Rahnuma")
                            && !browser.logText().equals(before));
            assertThat(browser.logText()).doesNotContain("42101");
            browser.openChatPage();
            browser.awaitAnswer();
            assertThat(browser.logText()).doesNotContain("42101");
            assertThat(browser.run("return document.getElementById('text').value"))
                    .isEqualTo("");
            assertThat(browser.run("return sessionStorage.getItem('rahnuma.draft')"))
                    .isIn(null, "\"\"");
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
