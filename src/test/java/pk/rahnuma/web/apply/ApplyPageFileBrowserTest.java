package pk.rahnuma.web.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.FreePort;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.web.HeadlessBrowser;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// Files on the pages of a form, in a browser with scripts: made smaller, sent again, and refused with a reason.
@Tag("long")
class ApplyPageFileBrowserTest {

    /// 64 kbit/s.
    private static final int SLOW_BYTES_PER_SECOND = 8_000;

    @TempDir
    private Path folder;

    private TestServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = TestServer.onH2()
                .withVariable("MICRONAUT_SERVER_PORT", Integer.toString(FreePort.find()))
                .startServer();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private HeadlessBrowser openAtPapers(Screen screen, String language) {
        FormVisitor visitor = new FormVisitor(server, language).fillToPapers();
        HeadlessBrowser browser = HeadlessBrowser.open(server.address().resolve("/offline"), screen, language);
        browser.addCookie("rahnuma", visitor.token(), "/");
        browser.openPath(visitor.path());
        return browser;
    }

    private void send(HeadlessBrowser browser, String name, byte[] content) {
        try {
            Path file = folder.resolve(name);
            Files.write(file, content);
            browser.find("#answer").sendKeys(file.toString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        browser.find("#file-form button").click();
    }

    private String text(String language, String key) {
        return server.getBean(ScriptLibrary.class).texts().formatText(language, key, Map.of("most", 5L));
    }

    @ParameterizedTest
    @CsvSource({"PHONE, ur", "DESK, en"})
    void aPhotoIsMadeSmallerAndSentAgainAfterAnInterruption(Screen screen, String language) {
        byte[] photo = SampleFiles.picture("jpg", 3200, 2400, 7);
        try (HeadlessBrowser browser = openAtPapers(screen, language)) {
            browser.setNetwork(false, SLOW_BYTES_PER_SECOND);
            send(browser, "card.jpg", photo);
            browser.await("progress", () ->
                    (Boolean) browser.run("return document.querySelector('#upload progress').value > 0"));
            assertThat(browser.text("#upload p")).isEqualTo(text(language, "web.uploading"));
            for (String theme : List.of("dark", "light")) {
                browser.setTheme(theme);
                browser.screenshot(
                        "apply-upload-" + screen.name().toLowerCase(Locale.ROOT) + "-" + language + "-" + theme);
                assertThat(browser.violations()).as(theme).isEmpty();
            }
            String waiting = text(language, "web.upload_waits");
            server.stop();
            browser.await("a word about it", () -> browser.text("#upload p").equals(waiting));
            browser.setNetwork(false, -1);
            server.start();
            browser.await(
                    "the next question",
                    () -> browser.run("return location.pathname").toString().endsWith("/id_back"));
            assertThat(server.sql().queryOne(Integer.class, "select size from document"))
                    .isBetween(1, 500 * 1024);
        }
    }

    @Test
    void afterTheLastTryThePersonSendsTheSameFileAgain() {
        try (HeadlessBrowser browser = openAtPapers(Screen.PHONE, "en")) {
            String reason = text("en", "web.upload_failed");
            server.stop();
            // The pauses grow to half a minute: the clock of the page runs faster.
            browser.run("window.real = setTimeout; window.setTimeout = (work, ms) => real(work, ms / 200);");
            send(browser, "card.jpg", SampleFiles.cardPhoto(3));
            browser.await("the reason", () -> browser.text("#problem a").equals(reason));
            browser.screenshot("apply-upload-phone-en-failed");
            assertThat(browser.violations()).isEmpty();
            browser.run("window.setTimeout = real");
            server.start();
            browser.find("#file-form button").click();
            browser.await(
                    "the next question",
                    () -> browser.run("return location.pathname").toString().endsWith("/id_back"));
            assertThat(server.sql().queryOne(Integer.class, "select count(*) from document"))
                    .isOne();
        }
    }

    @Test
    void aRefusedFileSaysWhyAndAnotherIsTaken() {
        try (HeadlessBrowser browser = openAtPapers(Screen.PHONE, "en")) {
            send(browser, "locked.pdf", SampleFiles.lockedPdf());
            browser.await("the reason", () -> browser.text("#problem a").equals(text("en", "errors.file.locked")));
            assertThat(browser.focusedElement().getText()).isEqualTo(text("en", "errors.file.locked"));
            assertThat(browser.run("return document.title")).asString().startsWith("Please check this: ");
            browser.screenshot("apply-upload-phone-en-refused");
            assertThat(browser.violations()).isEmpty();
            send(browser, "card.jpg", SampleFiles.cardPhoto(3));
            browser.await(
                    "the next question",
                    () -> browser.run("return location.pathname").toString().endsWith("/id_back"));
        }
    }
}
