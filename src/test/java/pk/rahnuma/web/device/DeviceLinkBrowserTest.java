package pk.rahnuma.web.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.web.HeadlessBrowser;

/// A form that a phone begins and a second browser goes on with.
@Tag("long")
class DeviceLinkBrowserTest {

    private static TestServer server;

    @BeforeAll
    static void startServer() {
        server = TestServer.onH2()
                .withVariable("RAHNUMA_URL", "http://desk.example.pk")
                .startServer();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"SMALL_PHONE, en", "PHONE, ur"})
    void aSecondBrowserShowsTheFormAtItsQuestion(HeadlessBrowser.Screen screen, String language) {
        String form = "/" + language + "/apply/register-individual";
        try (HeadlessBrowser phone = HeadlessBrowser.open(server.address(), screen, language);
                HeadlessBrowser laptop =
                        HeadlessBrowser.open(server.address(), HeadlessBrowser.Screen.DESK, language)) {
            phone.openPath("/" + language + "/apply");
            phone.find("main section form button").click();
            awaitPath(phone, form + "/consent");
            phone.find("input[value=yes]").click();
            phone.find("main form.fields button").click();
            awaitPath(phone, form + "/work_type");
            phone.find("a[href$='/continue']").click();
            awaitPath(phone, "/" + language + "/continue");
            check(phone, screen, language, "why");
            phone.find("main form button").click();
            String link = phone.find("main svg + p a").getAttribute("href");
            check(phone, screen, language, "code");
            String path = URI.create(link).getPath();
            laptop.openPath(path);
            check(laptop, HeadlessBrowser.Screen.DESK, language, "open");
            laptop.find("main form button").click();
            awaitPath(laptop, form + "/work_type");
            laptop.openPath(path);
            check(laptop, HeadlessBrowser.Screen.DESK, language, "gone");
        }
    }

    private static void awaitPath(HeadlessBrowser browser, String path) {
        browser.await(path, () -> browser.run("return location.pathname").equals(path));
    }

    /// Checks the page in both themes: no finding of axe, and nothing wider than the screen.
    private static void check(HeadlessBrowser browser, HeadlessBrowser.Screen screen, String language, String name) {
        for (String theme : List.of("dark", "light")) {
            browser.setTheme(theme);
            browser.screenshot(
                    "device-" + screen.name().toLowerCase(Locale.ROOT) + "-" + language + "-" + name + "-" + theme);
            assertThat(browser.violations()).as(name + " " + theme).isEmpty();
        }
        assertThat(browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as(name + " is not wider than the screen")
                .isEqualTo(0L);
    }
}
