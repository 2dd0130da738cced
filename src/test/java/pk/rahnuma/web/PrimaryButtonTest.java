package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// The primary button of chat, pages and console in both themes: it differs from what is around it by 3:1 (WCAG
/// 1.4.11), and its label from itself by 4.5:1 (1.4.3), by the colours that Chromium computes.
@Tag("long")
class PrimaryButtonTest {

    private static final double MIN_FILL_CONTRAST = 3;
    private static final double MIN_LABEL_CONTRAST = 4.5;

    /// Contrasts of the first element of a selector: its fill with what it is on, and its label with its fill.
    private static final String MEASURE = """
            const channels = colour => colour.match(/[\\d.]+/g).map(Number);
            const fillOf = element => {
                for (let at = element; at; at = at.parentElement) {
                    const fill = channels(getComputedStyle(at).backgroundColor);
                    if (fill.length < 4 || fill[3] > 0) return fill;
                }
                return [255, 255, 255];
            };
            const luminance = ([r, g, b]) => [[r, .2126], [g, .7152], [b, .0722]].reduce((sum, [channel, weight]) => {
                const c = channel / 255;
                return sum + weight * (c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
            }, 0);
            const contrast = (one, other) => {
                const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
                return (high + .05) / (low + .05);
            };
            const button = document.querySelector(arguments[0]);
            return [contrast(fillOf(button), fillOf(button.parentElement)),
                contrast(channels(getComputedStyle(button).color), fillOf(button))];""";

    private static final TestServer server = TestServer.onH2().shareServer();

    private static void assertContrast(HeadlessBrowser browser, String css) {
        browser.find(css);
        for (String theme : List.of("dark", "light")) {
            browser.setTheme(theme);
            List<?> ratios = (List<?>) browser.run(MEASURE, css);
            assertThat(((Number) ratios.getFirst()).doubleValue())
                    .as(css + " in the " + theme + " theme, beside what is around it")
                    .isGreaterThanOrEqualTo(MIN_FILL_CONTRAST);
            assertThat(((Number) ratios.getLast()).doubleValue())
                    .as("label of " + css + " in the " + theme + " theme")
                    .isGreaterThanOrEqualTo(MIN_LABEL_CONTRAST);
        }
    }

    @Test
    void aFormBeginsAndEndsWithAButtonThatIsSeenAsOneInBothThemes() {
        try (HeadlessBrowser browser = HeadlessBrowser.openBlank(server.address(), Screen.PHONE, "en")) {
            for (String path : List.of("/en/apply/register-individual", "/en/status", "/en/sign-in", "/desk/sign-in")) {
                browser.openPath(path);
                assertContrast(browser, path.startsWith("/desk") ? ".btn-primary" : "main :is(.button, button)");
            }
        }
    }

    @Test
    void theCheckOfTheChatHasOneFilledButtonBelowTheSummaryWhichSendsTheApplication() {
        ChatPageScreens screens = new ChatPageScreens(server, Screen.PHONE, "en");
        ApiClient chat = screens.beginChat("register-individual");
        TranscriptReplay form = TranscriptReplay.readTranscript("register-individual", "en");
        form.slice(0, form.length() - 1).sendBy(chat);
        try (HeadlessBrowser browser = screens.openChat(chat)) {
            assertContrast(browser, ".now .row .primary");
            assertThat(browser.all(".now .primary"))
                    .extracting(button -> button.getText())
                    .containsExactly("Send application");
            assertThat(browser.all(".now .row").getFirst().getText()).isEqualTo("Send application");
            assertThat(browser.find("#send").isEnabled())
                    .as("the button of the empty message box")
                    .isFalse();
            assertThat(browser.find("#send").getText()).isEmpty();
            assertThat(browser.find("#send").getAccessibleName()).isEqualTo("Send message");
            screens.checkPage(browser, "check-end");
            browser.find("#text").sendKeys("a");
            assertThat(browser.find("#send").isEnabled()).isTrue();
        }
    }
}
