package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import pk.rahnuma.TestServer;
import pk.rahnuma.document.SampleFiles;

/// A person fills in the form in a browser: each kind of question, an error, a change, and the receipt.
@Tag("long")
class ApplyPageBrowserTest {

    private static final TestServer server = TestServer.onH2().shareServer();

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"SMALL_PHONE, ur", "DESK, en"})
    void aPersonFillsInTheFormChangesAnAnswerAndSendsIt(HeadlessBrowser.Screen screen, String language)
            throws Exception {
        try (HeadlessBrowser browser = HeadlessBrowser.open(server.address(), screen, language)) {
            FormWalk walk = new FormWalk(browser, language);
            browser.openPath("/" + language + "/apply");
            walk.check("forms");
            browser.find("main .entries a").click();
            browser.await(
                    "what the form takes",
                    () -> !browser.all("main form button").isEmpty());
            walk.check("before");
            browser.find("main form button").click();
            walk.awaitQuestion("consent");
            walk.check("consent");
            walk.choose("yes");
            walk.awaitQuestion("work_type");
            walk.check("choice");
            walk.choose("freelancer");
            walk.awaitQuestion("full_name");
            walk.type("Ayesha Khan");
            walk.awaitQuestion("id_number");
            walk.type("123");
            browser.await("an error", () -> !browser.all("[role=alert]").isEmpty());
            walk.check("error");
            browser.find("#answer").clear();
            browser.find("#answer").sendKeys("3520212345672");
            assertThat(browser.find("#answer").getDomProperty("value")).isEqualTo("35202-1234567-2");
            browser.find("#answer").sendKeys(Keys.ENTER);
            walk.awaitQuestion("mobile");
            browser.find("#answer").sendKeys("03004412345");
            assertThat(browser.find("#answer").getDomProperty("value")).isEqualTo("0300 4412345");
            browser.find("#answer").sendKeys(Keys.ENTER);
            walk.awaitQuestion("email");
            walk.type("a@example.pk");
            walk.awaitQuestion("city");
            walk.check("list");
            walk.type("Lahore");
            walk.awaitQuestion("vpn_software");
            walk.type("OpenVPN");
            for (String paper : List.of("id_front", "id_back", "proof_file")) {
                walk.awaitQuestion(paper);
                Path photo = folder.resolve(language + paper + ".jpg");
                Files.write(photo, SampleFiles.cardPhoto((language + paper).hashCode()));
                browser.find("#answer").sendKeys(photo.toString());
                browser.find("main form button").click();
            }
            walk.awaitQuestion("route");
            walk.choose("static_ip");
            walk.awaitQuestion("isp");
            walk.type("PTCL");
            walk.awaitQuestion("subscriber_id");
            walk.type("123456");
            walk.awaitQuestion("ips");
            walk.check("lines");
            browser.find("#answer").sendKeys("39.34.1." + (7 + screen.ordinal()));
            browser.find("main form button").click();
            walk.awaitQuestion("purpose");
            walk.choose("client_systems");
            walk.awaitQuestion("check");
            browser.await(
                    "pictures",
                    () -> browser.run(
                                    "return [...document.querySelectorAll('main img')].filter(i => i.complete && i.naturalWidth > 0).length")
                            .equals(3L));
            walk.check("check");
            browser.find("a[href$='/city']").click();
            walk.awaitQuestion("city");
            walk.check("change");
            browser.find("#answer").clear();
            walk.type("Karachi");
            walk.awaitQuestion("check");
            browser.find("main form button").click();
            browser.await(
                    "the receipt", () -> !browser.all("main .case .number").isEmpty());
            walk.check("receipt");
            browser.emulatePrint();
            assertThat(browser.find("main .case .number").isDisplayed()).isTrue();
            assertThat(browser.run("return getComputedStyle(document.querySelector('.who')).color"))
                    .as("dark letters on white paper")
                    .isEqualTo("rgb(20, 33, 26)");
            assertThat(browser.all(".languages, main button, main a.button, footer li"))
                    .hasSizeGreaterThan(3)
                    .noneMatch(part -> part.isDisplayed());
            assertThat(browser.printPage("apply-receipt-" + language)).isOne();
            browser.setTheme("light");
            browser.find("main a.button").click();
            browser.await("the status", () -> !browser.all(".history").isEmpty());
            walk.check("status");
        }
    }

    /// The form in one language.
    private record FormWalk(HeadlessBrowser browser, String language) {

        void awaitQuestion(String question) {
            browser.await(
                    question,
                    () -> browser.run("return location.pathname").toString().endsWith("/" + question)
                            && !browser.all("main form").isEmpty());
        }

        void choose(String value) {
            browser.find("input[value=" + value + "]").click();
            browser.find("main form button").click();
        }

        void type(String text) {
            browser.find("#answer").sendKeys(text, Keys.ENTER);
        }

        void check(String name) {
            browser.checkPage("apply-" + name);
        }
    }
}
