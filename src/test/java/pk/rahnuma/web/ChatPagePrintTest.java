package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// A person prints the conversation from the chat page. Saves the PDF under `target/screenshots`.
@Tag("long")
class ChatPagePrintTest {

    private static final String BLACK = "rgb(0, 0, 0)";
    private static final String WHITE = "rgb(255, 255, 255)";

    @Test
    void paperShowsTheConversationWithoutButtons() {
        try (TestServer server = TestServer.onH2().shareServer();
                HeadlessBrowser browser = HeadlessBrowser.open(server.address(), Screen.PHONE, "ur")) {
            browser.awaitAnswer();
            browser.sendText("رجسٹر");
            browser.awaitAnswer();
            browser.run("window.print = () => { document.body.dataset.printed = 'yes'; }");
            browser.find("#mine summary").click();
            browser.await("the menu", () -> !browser.all("#print").isEmpty());
            assertThat(browser.violations()).isEmpty();
            browser.find("#print").click();
            assertThat(browser.run("return document.body.dataset.printed")).isEqualTo("yes");
            assertThat(browser.find("#mine").getDomAttribute("open")).isNull();

            browser.emulatePrint();
            assertThat(browser.all(".msg .words"))
                    .hasSizeGreaterThan(2)
                    .allMatch(words -> words.isDisplayed() && !words.getText().isBlank());
            assertThat(browser.all("header, #say, #pane footer, .choices"))
                    .hasSizeGreaterThan(3)
                    .noneMatch(part -> part.isDisplayed());
            assertThat(browser.find(".now .words").getCssValue("direction")).isEqualTo("rtl");
            assertThat(computed(browser, ".now .words", "color")).isEqualTo(BLACK);
            assertThat(computed(browser, "body", "backgroundColor")).isEqualTo(WHITE);

            assertThat(browser.printPage("print")).isOne();
        }
    }

    private static Object computed(HeadlessBrowser browser, String css, String property) {
        return browser.run(
                "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]", css, property);
    }
}
