package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// Follows a table of `docs/keyboard.md`, row by row: the key that is pressed, and the focus afterwards.
public final class KeyboardWalkthrough {

    private static final Pattern ROW_PATTERN = Pattern.compile("(?m)^\\| `([^`]+)` \\| (\\w+) “(.+)” \\|$");

    /// Number of a ticket.
    private static final String TICKET_PATTERN = "T\\w{3}-\\w{4}-\\w{2}";

    /// The page itself has the focus; it is named by its title.
    private static final String PAGE_FOCUS = "page";

    private KeyboardWalkthrough() {}

    /// Follows a chapter.
    ///
    /// @param heading of its chapter
    /// @param ticket used where the chapter names one; null when it names none
    public static void followChapter(HeadlessBrowser browser, String heading, String ticket) throws IOException {
        List<MatchResult> rows = ROW_PATTERN.matcher(chapter(heading)).results().toList();
        assertThat(rows).hasSizeGreaterThan(15);
        for (int i = 0; i < rows.size(); i++) {
            String key = rows.get(i).group(1);
            String name =
                    ticket == null ? rows.get(i).group(3) : rows.get(i).group(3).replaceAll(TICKET_PATTERN, ticket);
            String expected = rows.get(i).group(2) + " “" + name + "”";
            browser.await(
                    "the page is there",
                    () -> browser.run("return document.readyState").equals("complete"));
            press(browser, key);
            String row = "row " + (i + 1) + ": after " + key + " the focus is on " + expected;
            browser.awaitIdle();
            browser.await(row, () -> focus(browser).equals(expected));
            assertThat(expected.startsWith(PAGE_FOCUS) || browser.isFocusSeen())
                    .as(row + " and is seen")
                    .isTrue();
        }
    }

    private static String chapter(String heading) throws IOException {
        String page = Files.readString(Path.of("docs", "keyboard.md"));
        int begin = page.indexOf("# " + heading + "\n");
        assertThat(begin).as(heading).isNotNegative();
        int end = page.indexOf("\n# ", begin);
        return end < 0 ? page.substring(begin) : page.substring(begin, end);
    }

    private static void press(HeadlessBrowser browser, String key) {
        if (key.contains(" ")) {
            for (String each : key.split(" ")) {
                press(browser, each);
            }
            return;
        }
        boolean shifted = key.startsWith("Shift+");
        CharSequence pressed = switch (key.replace("Shift+", "")) {
            case "Tab" -> Keys.TAB;
            case "Enter" -> Keys.ENTER;
            case "Space" -> Keys.SPACE;
            case "Esc" -> Keys.ESCAPE;
            default -> key;
        };
        if (shifted) {
            browser.pressWithShift(pressed);
        } else {
            browser.press(pressed);
        }
    }

    private static String focus(HeadlessBrowser browser) {
        WebElement focused = browser.focusedElement();
        if (focused.getTagName().equals("body")) {
            return PAGE_FOCUS + " “" + browser.run("return document.title") + "”";
        }
        // ARIA has no role for a summary; screen readers announce it as a button.
        String role = focused.getTagName().equals("summary") ? "button" : focused.getAriaRole();
        return role + " “" + focused.getAccessibleName() + "”";
    }
}
