package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import pk.rahnuma.TestServer;
import pk.rahnuma.document.SampleFiles;

/// A person applies and reads the status on a small phone whose browser runs no scripts.
@Tag("long")
class ApplyPageWithoutScriptTest {

    private static final TestServer server = TestServer.onH2().shareServer();

    @TempDir
    private Path folder;

    private HeadlessBrowser browser;

    private void awaitPlace(String place) {
        browser.await(
                place, () -> URI.create(browser.currentAddress()).getPath().endsWith("/" + place));
    }

    private void send() {
        browser.find("main form button").click();
    }

    private void choose(String question, String value) {
        awaitPlace(question);
        browser.find("input[value=" + value + "]").click();
        send();
    }

    private void type(String question, String text) {
        awaitPlace(question);
        browser.find("#answer").sendKeys(text);
        send();
    }

    @Test
    void aPersonAppliesAndReadsTheStatus() throws Exception {
        String language = "ur";
        try (HeadlessBrowser opened =
                HeadlessBrowser.openWithoutScripts(server.address(), HeadlessBrowser.Screen.SMALL_PHONE, language)) {
            browser = opened;
            browser.openPath("/" + language + "/");
            browser.find("a[href='/" + language + "/check']").click();
            awaitPlace("check");
            for (String answer : List.of("work", "alone", "employer", "static")) {
                browser.await(
                        answer,
                        () -> !browser.all("input[value=" + answer + "]").isEmpty());
                browser.find("input[value=" + answer + "]").click();
                send();
            }
            browser.await("the result", () -> !browser.all(".actions").isEmpty());
            browser.screenshot("check-small_phone-" + language + "-result-without-scripts");
            browser.find(".actions a").click();
            awaitPlace("register-individual");
            send();
            choose("consent", "yes");
            choose("work_type", "freelancer");
            type("full_name", "Ayesha Khan");
            type("id_number", "35202-1234567-2");
            type("mobile", "0300 4412345");
            type("email", "a@example.pk");
            type("city", "Lahore");
            type("vpn_software", "OpenVPN");
            for (String paper : List.of("id_front", "id_back", "proof_file")) {
                Path photo = folder.resolve(paper + ".jpg");
                Files.write(photo, SampleFiles.cardPhoto((language + paper).hashCode()));
                type(paper, photo.toString());
            }
            choose("route", "static_ip");
            type("isp", "PTCL");
            type("subscriber_id", "123456");
            type("ips", "39.34.6.7");
            choose("purpose", "client_systems");
            awaitPlace("check");
            browser.screenshot("apply-small_phone-" + language + "-check-without-scripts");
            send();
            browser.await(
                    "the receipt", () -> !browser.all("main .case .number").isEmpty());
            String reference = browser.text("main .case .number");
            browser.deleteCookies();
            browser.openPath("/" + language + "/status");
            assertThat(browser.visibleText()).doesNotContain(reference);
            browser.find("#reference").sendKeys(reference, Keys.TAB, "345672", Keys.ENTER);
            browser.await("the status", () -> !browser.all(".case").isEmpty());
            assertThat(browser.visibleText()).contains(reference);
        }
    }
}
