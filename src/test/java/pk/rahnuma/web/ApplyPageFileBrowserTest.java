package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pk.rahnuma.FreePort;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// Files on the pages of a form, in a browser with scripts: made smaller, sent again, and refused with a reason.
@Tag("long")
class ApplyPageFileBrowserTest {

    /// 64 kbit/s.
    private static final int SLOW_BYTES_PER_SECOND = 8_000;

    @TempDir
    private Path folder;

    private static TestServer server;

    @BeforeAll
    static void startServer() throws IOException {
        server = TestServer.onH2()
                .withVariable("MICRONAUT_SERVER_PORT", Integer.toString(FreePort.find()))
                .startServer();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private HeadlessBrowser openAtPapers(String language) {
        FormVisitor visitor = new FormVisitor(server, language).fillToPapers();
        return HeadlessBrowser.openWithToken(
                server.address().resolve(visitor.path()), Screen.PHONE, language, visitor.token());
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

    @Test
    void aPhotoIsMadeSmallerAndSentAgainAfterAnInterruption() {
        String language = "ur";
        byte[] photo = SampleFiles.picture("jpg", 3200, 2400, 7);
        try (HeadlessBrowser browser = openAtPapers(language)) {
            browser.setNetwork(false, SLOW_BYTES_PER_SECOND);
            send(browser, "card.jpg", photo);
            browser.await("progress", () ->
                    (Boolean) browser.run("return document.querySelector('#upload progress').value > 0"));
            assertThat(browser.text("#upload p")).isEqualTo(text(language, "web.uploading"));
            browser.checkPage("apply-upload");
            String waiting = text(language, "web.upload_waits");
            server.stop();
            browser.await("a word about it", () -> browser.text("#upload p").equals(waiting));
            browser.setNetwork(false, -1);
            server.start();
            browser.await(
                    "the next question",
                    () -> browser.run("return location.pathname").toString().endsWith("/id_back"));
            assertThat(server.sql()
                            .queryOne(Integer.class, "select size from document order by created_at desc limit 1"))
                    .isBetween(1, 500 * 1024);
        }
    }

    @Test
    void afterTheLastTryThePersonSendsTheSameFileAgain() {
        try (HeadlessBrowser browser = openAtPapers("en")) {
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
            int before = server.sql().queryOne(Integer.class, "select count(*) from document");
            browser.find("#file-form button").click();
            browser.await(
                    "the next question",
                    () -> browser.run("return location.pathname").toString().endsWith("/id_back"));
            assertThat(server.sql().queryOne(Integer.class, "select count(*) from document"))
                    .isEqualTo(before + 1);
        }
    }

    @Test
    void aRefusedFileSaysWhyAndAnotherIsTaken() {
        try (HeadlessBrowser browser = openAtPapers("en")) {
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
