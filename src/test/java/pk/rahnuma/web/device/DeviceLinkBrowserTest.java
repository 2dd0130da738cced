package pk.rahnuma.web.device;

import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.web.HeadlessBrowser;

/// A form that a phone begins and a second browser goes on with.
@Tag("long")
class DeviceLinkBrowserTest {

    private static final TestServer server = TestServer.onH2()
            .withVariable("RAHNUMA_URL", "http://desk.example.pk")
            .startServer();

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
            phone.checkInBothThemes("device", language, "why");
            phone.find("main form button").click();
            String link = phone.find("main svg + p a").getAttribute("href");
            phone.checkInBothThemes("device", language, "code");
            String path = URI.create(link).getPath();
            laptop.openPath(path);
            laptop.checkInBothThemes("device", language, "open");
            laptop.find("main form button").click();
            awaitPath(laptop, form + "/work_type");
            laptop.openPath(path);
            laptop.checkInBothThemes("device", language, "gone");
        }
    }

    private static void awaitPath(HeadlessBrowser browser, String path) {
        browser.await(path, () -> browser.run("return location.pathname").equals(path));
    }
}
