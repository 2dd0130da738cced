package pk.rahnuma.web;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// Follows the steps that `docs/keyboard.md` describes for the chat page.
@Tag("long")
class ChatPageKeyboardTest {

    @Test
    void theFocusGoesTheWayThatIsWrittenDown() throws IOException {
        try (TestServer server = TestServer.onH2().shareServer();
                HeadlessBrowser browser = HeadlessBrowser.open(server.address(), Screen.DESK, "en")) {
            browser.awaitAnswer();
            browser.offerInstallation();
            browser.await("the offer to install", () -> browser.find("#install").isDisplayed());
            KeyboardWalkthrough.followChapter(browser, "The chat page by keyboard", null);
        }
    }
}
