package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import pk.rahnuma.House;
import pk.rahnuma.web.Browser.Screen;

/// Walks the way that `docs/keyboard.md` describes.
@Tag("long")
class KeyboardTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (\\w+) “(.+)” \\|$");

    private static void press(Browser browser, String key) {
        boolean shifted = key.startsWith("Shift+");
        CharSequence pressed = switch (key.replace("Shift+", "")) {
            case "Tab" -> Keys.TAB;
            case "Enter" -> Keys.ENTER;
            case "Space" -> Keys.SPACE;
            default -> key;
        };
        if (shifted) {
            browser.pressWithShift(pressed);
        } else {
            browser.press(pressed);
        }
    }

    private static String focus(Browser browser) {
        WebElement focused = browser.focused();
        return focused.getAriaRole() + " “" + focused.getAccessibleName() + "”";
    }

    @Test
    void theFocusGoesTheWayThatIsWrittenDown() throws IOException {
        List<MatchResult> rows = ROW.matcher(Files.readString(Path.of("docs", "keyboard.md")))
                .results()
                .toList();
        assertThat(rows).hasSizeGreaterThan(20);
        try (House house = House.onH2().start();
                Browser browser = Browser.open(house.address(), Screen.DESK, "en")) {
            browser.awaitAnswer();
            for (int i = 0; i < rows.size(); i++) {
                String key = rows.get(i).group(1);
                String expected = rows.get(i).group(2) + " “" + rows.get(i).group(3) + "”";
                press(browser, key);
                String row = "row " + (i + 1) + ": after " + key + " the focus is on " + expected;
                browser.awaitQuiet();
                browser.await(row, () -> focus(browser).equals(expected));
                assertThat(browser.isFocusSeen()).as(row + " and is seen").isTrue();
            }
        }
    }
}
