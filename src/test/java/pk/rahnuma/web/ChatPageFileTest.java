package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import pk.rahnuma.TestScriptFolder;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// Files on the chat page.
@Tag("long")
class ChatPageFileTest {

    @TempDir
    private static Path folder;

    @TempDir
    private static Path pictures;

    private static TestServer server;

    @BeforeAll
    static void open() {
        server = TestServer.onH2()
                .withVariable(
                        "BOT_SCRIPTS",
                        TestScriptFolder.copyWithCardScript(folder).toString())
                .startServer();
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private static String said(String language, String key) {
        return server.getBean(ScriptLibrary.class).texts().formatText(language, key, java.util.Map.of("most", 5L));
    }

    private static String file(String name, byte[] content) {
        try {
            return java.nio.file.Files.write(pictures.resolve(name), content)
                    .toAbsolutePath()
                    .toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void begin(HeadlessBrowser browser, String language) {
        browser.awaitAnswer();
        browser.find("#menu").click();
        browser.tap("Card");
    }

    private static void attach(HeadlessBrowser browser, String path) {
        browser.run("document.querySelector('#file').hidden = false");
        browser.find("#file").sendKeys(path);
        browser.run("document.querySelector('#file').hidden = true");
    }

    private static void look(HeadlessBrowser browser, Screen screen, String language, String name) {
        browser.screenshot("files-" + screen.name().toLowerCase() + "-" + language + "-" + name);
        for (String theme : new String[] {"dark", "light"}) {
            browser.setTheme(theme);
            assertThat(browser.violations()).as(name + " " + theme).isEmpty();
        }
        assertThat(browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .isEqualTo(0L);
    }

    @ParameterizedTest
    @CsvSource({"SMALL_PHONE, ur", "DESK, en"})
    void aFileIsSentWhereItIsAskedForAndRefusedWithAReasonThatThePersonUnderstands(Screen screen, String language) {
        try (HeadlessBrowser browser = HeadlessBrowser.open(server.address(), screen, language)) {
            begin(browser, language);
            assertThat(browser.find("#attach").getSize().width).isGreaterThanOrEqualTo(44);
            look(browser, screen, language, "1-asked");
            attach(browser, file("locked.pdf", SampleFiles.lockedPdf()));
            browser.await("refused", () -> !browser.all(".failed").isEmpty());
            assertThat(browser.text(".failed .state")).isEqualTo(said(language, "errors.file.locked"));
            look(browser, screen, language, "2-refused");
            browser.find(".failed .again button:last-child").click();
            assertThat(browser.all(".failed")).isEmpty();
            attach(browser, file("front.jpg", SampleFiles.jpeg()));
            browser.await("taken", () -> browser.logText().contains("Back?"));
            browser.awaitAnswer();
            assertThat(browser.logText()).contains("📎 front.jpg");
            look(browser, screen, language, "3-sent");
            browser.openChatPage();
            browser.awaitAnswer();
            assertThat(browser.logText()).contains("📎 front.jpg", "Back?").doesNotContain("locked");
        }
    }

    @Test
    void aPhotoThatIsTooBigIsMadeSmallerOnTheWay() {
        byte[] large = SampleFiles.picture("png", 1700, 1400, 3);
        assertThat(large.length).isGreaterThan(5 * 1024 * 1024);
        try (HeadlessBrowser browser = HeadlessBrowser.open(server.address(), Screen.PHONE, "en")) {
            begin(browser, "en");
            attach(browser, file("large.png", large));
            browser.await("taken", () -> browser.logText().contains("Back?"));
        }
    }

    @Test
    void aLostRequestIsRetriedAndCanBeStopped() {
        try (HeadlessBrowser browser = HeadlessBrowser.open(server.address(), Screen.PHONE, "en")) {
            begin(browser, "en");
            browser.setOffline(true);
            attach(browser, file("front.jpg", SampleFiles.jpeg()));
            browser.await("a bar", () -> !browser.all(".unsent progress").isEmpty());
            look(browser, Screen.PHONE, "en", "4-waiting");
            browser.find(".unsent .again button").click();
            assertThat(browser.all(".unsent")).isEmpty();
            attach(browser, file("other.jpg", SampleFiles.jpeg()));
            browser.await("a bar", () -> !browser.all(".unsent progress").isEmpty());
            browser.setOffline(false);
            browser.await("taken", () -> browser.logText().contains("Back?"));
            assertThat(browser.logText()).contains("other.jpg").doesNotContain("front.jpg");
        }
    }

    @Test
    void anUploadGoesOnAfterAReload() {
        try (HeadlessBrowser browser = HeadlessBrowser.open(server.address(), Screen.DESK, "en")) {
            begin(browser, "en");
            browser.setOffline(true);
            attach(browser, file("front.jpg", SampleFiles.jpeg()));
            browser.await("a bar", () -> !browser.all(".unsent progress").isEmpty());
            browser.setOffline(false);
            browser.openChatPage();
            browser.await("taken", () -> browser.logText().contains("Back?"));
            browser.awaitIdle();
            assertThat(browser.logText()).containsOnlyOnce("front.jpg");
        }
    }

    @Test
    void theKeyboardReachesItEvenWhereNoFileIsAskedFor() {
        try (HeadlessBrowser browser = HeadlessBrowser.open(server.address(), Screen.DESK, "en")) {
            browser.awaitAnswer();
            assertThat(browser.find("#attach").getSize().width).isLessThan(5);
            browser.find("#menu").sendKeys(Keys.TAB);
            assertThat(browser.focusedElement().getAttribute("id")).isEqualTo("attach");
            assertThat(browser.focusedElement().getAccessibleName()).isEqualTo(said("en", "web.attach"));
            assertThat(browser.focusedElement().getSize().width).isGreaterThanOrEqualTo(44);
            assertThat(browser.isFocusSeen()).isTrue();
        }
    }
}
