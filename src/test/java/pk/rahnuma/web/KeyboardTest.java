package pk.rahnuma.web;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.House;
import pk.rahnuma.web.Browser.Screen;

/// Walks the way that `docs/keyboard.md` describes for the chat page.
@Tag("long")
class KeyboardTest {

    @Test
    void theFocusGoesTheWayThatIsWrittenDown() throws IOException {
        try (House house = House.onH2().start();
                Browser browser = Browser.open(house.address(), Screen.DESK, "en")) {
            browser.awaitAnswer();
            KeyboardWalk.follow(browser, "The chat page by keyboard", null);
        }
    }
}
