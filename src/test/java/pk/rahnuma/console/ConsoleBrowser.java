package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import pk.rahnuma.web.HeadlessBrowser;

/// The console in one language: the checks of every page.
public record ConsoleBrowser(HeadlessBrowser browser, String language) implements AutoCloseable {

    /// Opens no page yet.
    public static ConsoleBrowser open(URI address, HeadlessBrowser.Screen screen, String language) {
        HeadlessBrowser browser = HeadlessBrowser.openBlank(address, screen, language);
        browser.addCookie("rahnuma-desk-language", language, "/");
        return new ConsoleBrowser(browser, language);
    }

    /// Opens no page yet, with the session of this token.
    public static ConsoleBrowser open(URI address, HeadlessBrowser.Screen screen, String language, String token) {
        ConsoleBrowser console = open(address, screen, language);
        console.signInWith(token);
        return console;
    }

    /// Sets the cookie of a session.
    public void signInWith(String token) {
        browser.addCookie("rahnuma-desk", token, "/desk");
    }

    /// Checks the page in both themes, and its direction.
    public void checkPage(String name) {
        browser.checkPage("desk-" + name);
        assertThat(browser.run("return document.documentElement.dir")).isEqualTo(language.equals("ur") ? "rtl" : "ltr");
    }

    /// Submits the form of the page's main area, and waits for the page that follows.
    public void submitForm() {
        browser.run(
                "const form = document.querySelector('main form'); form.dataset.submitted = ''; form.requestSubmit()");
        browser.await("the next page", () -> (Boolean) browser.run(
                "return document.readyState === 'complete'" + " && !document.querySelector('[data-submitted]')"));
    }

    /// Takes a decision without a reason or note.
    public void submitDecision(String word) {
        browser.find("input[value=" + word + "]");
        browser.run("document.querySelector('input[value=" + word + "]').click()");
        browser.run("document.querySelector('#decision button').click()");
    }

    @Override
    public void close() {
        browser.close();
    }
}
