package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import pk.rahnuma.web.HeadlessBrowser;

/// The console on one screen and in one language: the checks of every page.
public record ConsoleBrowser(HeadlessBrowser browser, HeadlessBrowser.Screen screen, String language) {

    /// Selects the language of this browser.
    public void chooseLanguage() {
        browser.openPath("/desk/sign-in");
        browser.run("document.cookie = 'rahnuma-desk-language=" + language + ";path=/'");
    }

    /// Sets the cookie of a session.
    public void signInWith(String token) {
        chooseLanguage();
        browser.addCookie("rahnuma-desk", token, "/desk");
        browser.openPath("/desk");
    }

    /// Checks the page in both themes: no finding of axe, and no content wider than the screen. Saves screenshots.
    public void checkPage(String name) {
        for (String theme : new String[] {"dark", "light"}) {
            browser.setTheme(theme);
            browser.screenshot(
                    "desk-" + screen.name().toLowerCase(Locale.ROOT) + "-" + language + "-" + name + "-" + theme);
            assertThat(browser.violations()).as(name + " " + theme).isEmpty();
        }
        assertThat(browser.run("return document.documentElement.dir")).isEqualTo(language.equals("ur") ? "rtl" : "ltr");
        assertThat(browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as(name + " is not wider than the screen")
                .isEqualTo(0L);
    }

    /// Submits the form of the page's main area.
    public void submitForm() {
        browser.run("document.querySelector('main form').requestSubmit()");
    }

    /// Takes a decision without a reason or note.
    public void submitDecision(String word) {
        browser.find("input[value=" + word + "]");
        browser.run("document.querySelector('input[value=" + word + "]').click()");
        browser.run("document.querySelector('#decision button').click()");
    }
}
