package pk.rahnuma.web.signin;

import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.web.HeadlessBrowser;

/// A form that a phone begins and a second browser goes on with.
@Tag("long")
class DeviceLinkBrowserTest {

    private static final TestServer server = TestServer.onH2()
            .withVariable("RAHNUMA_URL", "http://desk.example.pk")
            .shareServer();

    @Test
    void aSecondBrowserShowsTheFormAtItsQuestion() {
        String language = "ur";
        String form = "/" + language + "/apply/register-individual";
        try (HeadlessBrowser phone =
                        HeadlessBrowser.open(server.address(), HeadlessBrowser.Screen.SMALL_PHONE, language);
                HeadlessBrowser laptop =
                        HeadlessBrowser.open(server.address(), HeadlessBrowser.Screen.DESK, language)) {
            phone.openPath("/" + language + "/apply");
            phone.find("main ul.entries a").click();
            awaitPath(phone, form);
            phone.find("main form button").click();
            awaitPath(phone, form + "/consent");
            phone.find("input[value=yes]").click();
            phone.find("main form.fields button").click();
            awaitPath(phone, form + "/work_type");
            phone.find("a[href$='/continue']").click();
            awaitPath(phone, "/" + language + "/continue");
            phone.checkPage("device-why");
            phone.find("main form button").click();
            String link = phone.find("main svg + p a").getAttribute("href");
            phone.checkPage("device-code");
            String path = URI.create(link).getPath();
            laptop.openPath(path);
            laptop.checkPage("device-open");
            laptop.find("main form button").click();
            awaitPath(laptop, form + "/work_type");
            laptop.openPath(path);
            laptop.checkPage("device-gone");
        }
    }

    private static void awaitPath(HeadlessBrowser browser, String path) {
        browser.await(path, () -> browser.run("return location.pathname").equals(path));
    }
}
