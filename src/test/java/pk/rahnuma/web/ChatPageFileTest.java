package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import pk.rahnuma.TestScriptFolder;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.script.ScriptLibrary;
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

    private static Path file(String name, byte[] content) {
        try {
            return java.nio.file.Files.write(pictures.resolve(name), content).toAbsolutePath();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void begin(HeadlessBrowser browser) {
        browser.awaitAnswer();
        browser.find("#menu").click();
        browser.tap("Card");
    }

    @Test
    void aFileIsSentWhereItIsAskedForAndRefusedWithAReasonThatThePersonUnderstands() {
        String language = "ur";
        try (HeadlessBrowser browser = HeadlessBrowser.open(server.address(), Screen.SMALL_PHONE, language)) {
            begin(browser);
            assertThat(browser.find("#attach").getSize().width).isGreaterThanOrEqualTo(44);
            browser.checkPage("files-1-asked");
            browser.attachFile(file("locked.pdf", SampleFiles.lockedPdf()));
            browser.await("refused", () -> !browser.all(".failed").isEmpty());
            assertThat(browser.text(".failed .state")).isEqualTo(said(language, "errors.file.locked"));
            browser.checkPage("files-2-refused");
            browser.find(".failed .again button:last-child").click();
            assertThat(browser.all(".failed")).isEmpty();
            browser.attachFile(file("front.jpg", SampleFiles.jpeg()));
            browser.await("taken", () -> browser.logText().contains("Back?"));
            browser.awaitAnswer();
            assertThat(browser.logText()).contains("📎 front.jpg");
            browser.checkPage("files-3-sent");
            browser.openChatPage();
            browser.awaitAnswer();
            assertThat(browser.logText()).contains("📎 front.jpg", "Back?").doesNotContain("locked");
        }
    }

    @Test
    void aLostRequestIsRetriedAndCanBeStopped() {
        try (HeadlessBrowser browser = HeadlessBrowser.open(server.address(), Screen.PHONE, "en")) {
            begin(browser);
            browser.setOffline(true);
            browser.attachFile(file("front.jpg", SampleFiles.jpeg()));
            browser.await("a bar", () -> !browser.all(".unsent progress").isEmpty());
            browser.checkPage("files-4-waiting");
            browser.find(".unsent .again button").click();
            assertThat(browser.all(".unsent")).isEmpty();
            browser.attachFile(file("other.jpg", SampleFiles.jpeg()));
            browser.await("a bar", () -> !browser.all(".unsent progress").isEmpty());
            browser.setOffline(false);
            browser.await("taken", () -> browser.logText().contains("Back?"));
            assertThat(browser.logText()).contains("other.jpg").doesNotContain("front.jpg");
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
