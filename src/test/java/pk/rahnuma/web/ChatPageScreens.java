package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openqa.selenium.WebElement;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// The chat page on one screen and in one language: navigation, and the checks of every screen.
record ChatPageScreens(TestServer server, Screen screen, String language) {

    private static final Pattern REFERENCE = Pattern.compile("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}");
    private static final int MIN_TARGET_PIXELS = 44;

    String textOf(String key) {
        return server.getBean(ScriptLibrary.class).texts().formatText(language, key);
    }

    /// Checks the page in both themes, the direction of its words, and that no target is too small for touch.
    void checkPage(HeadlessBrowser browser, String name) {
        browser.checkPage(name);
        assertThat(browser.run("return document.documentElement.dir")).isEqualTo(language.equals("ur") ? "rtl" : "ltr");
        assertThat(browser.run("""
                return [...document.querySelectorAll('.desk .words :is(p, h2, h3, li)')].map(p => [p.textContent, p])
                  .filter(([text, p]) => /[\\u0600-\\u06ff]/.test(text) && getComputedStyle(p).direction !== 'rtl')
                  .map(([text]) => text);"""))
                .as("Urdu from right to left, whatever a line begins with")
                .isEqualTo(List.of());
        for (WebElement button : browser.all(".now .row button, .now .elsewhere button, .now .files a")) {
            assertThat(button.getSize().height).as(button.getText()).isGreaterThanOrEqualTo(MIN_TARGET_PIXELS);
        }
    }

    /// Opens the page at the greeting, with its menu.
    HeadlessBrowser openAtMenu() {
        HeadlessBrowser browser = HeadlessBrowser.open(server.address(), screen, language);
        browser.awaitAnswer();
        return browser;
    }

    /// Chat of a new person by the API, at the first question of a script after the consent.
    ApiClient beginChat(String script) {
        ApiClient chat = ApiClient.asBrowser(server.address());
        chat.sendText("/start");
        chat.sendText(language.equals("ur") ? "اردو" : "English");
        chat.post(ApiClient.object()
                .put("id", ApiClient.newId())
                .put("tap", "!start=" + script)
                .toString());
        chat.sendText(textOf("options.yes_no.yes"));
        return chat;
    }

    /// Opens the page of a chat that the API has begun.
    HeadlessBrowser openChat(ApiClient chat) {
        HeadlessBrowser browser = HeadlessBrowser.openWithToken(server.address(), screen, language, chat.token());
        browser.awaitAnswer();
        return browser;
    }

    /// Agrees, before the first personal question.
    void agree(HeadlessBrowser browser) {
        browser.tap(textOf("options.yes_no.yes"));
    }

    /// Starts a script from the menu.
    void startScript(HeadlessBrowser browser, String script) {
        browser.find("#menu").click();
        browser.awaitAnswer();
        browser.tap(textOf(script + ".title"));
    }

    /// First reference number in the log.
    static Reference firstReference(HeadlessBrowser browser) {
        Matcher found = REFERENCE.matcher(browser.logText());
        assertThat(found.find()).isTrue();
        return Reference.parseText(found.group()).orElseThrow();
    }
}
