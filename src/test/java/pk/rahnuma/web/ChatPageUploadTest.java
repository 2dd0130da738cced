package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pk.rahnuma.FreePort;
import pk.rahnuma.TestScriptFolder;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// Uploads over slow and interrupted connections.
@Tag("long")
class ChatPageUploadTest {

    /// One megabit per second.
    private static final int SLOW_BYTES_PER_SECOND = 128_000;

    private static final int MAX_PHOTO_BYTES = 500 * 1024;

    @TempDir
    private static Path folder;

    private static TestServer server;

    private HeadlessBrowser browser;

    @BeforeAll
    static void startServer() throws IOException {
        server = TestServer.onH2()
                .withVariable("MICRONAUT_SERVER_PORT", Integer.toString(FreePort.find()))
                .withVariable(
                        "BOT_SCRIPTS",
                        TestScriptFolder.copyWithCardScript(folder.resolve("scripts"))
                                .toString())
                .startServer();
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @BeforeEach
    void open() {
        browser = HeadlessBrowser.open(server.address(), Screen.PHONE, "en");
        browser.awaitAnswer();
        browser.find("#menu").click();
        browser.tap("Card");
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    private void attach(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, content);
        browser.attachFile(file);
    }

    private void awaitProgress() {
        browser.await("some bytes are sent", () ->
                (Boolean) browser.run("return document.querySelector('.unsent progress')?.value > 0"));
    }

    private static String text(ScriptLibrary library, String key) {
        return library.texts().formatText("en", key, Map.of());
    }

    /// Size of the file that the desk received, and width and height of the photo that it is.
    private List<?> readReceived(String id) {
        return (List<?>) browser.runAsync("""
                const [id, done] = arguments;
                fetch(`/api/v1/conversation/files/${id}`).then(answer => answer.blob()).then(async file => {
                    const image = file.type === 'image/jpeg' ? await createImageBitmap(file) : {width: 0, height: 0};
                    done([file.size, image.width, image.height]);
                });""", id);
    }

    private String receivedFile() {
        return Long.toString(
                server.sql().queryOne(Long.class, "select id from document order by created_at desc limit 1"));
    }

    /// Photo whose camera was turned by 90 degrees.
    private static byte[] turned(byte[] jpeg) {
        byte[] exif = HexFormat.of()
                .parseHex(
                        "ffe10022457869660000" + "4d4d002a00000008" + "0001" + "011200030000000100060000" + "00000000");
        byte[] photo = new byte[jpeg.length + exif.length];
        System.arraycopy(jpeg, 0, photo, 0, 2);
        System.arraycopy(exif, 0, photo, 2, exif.length);
        System.arraycopy(jpeg, 2, photo, 2 + exif.length, jpeg.length - 2);
        return photo;
    }

    @Test
    void aLargePhotoIsMadeSmallerAndWaitsForAConnection() throws IOException {
        byte[] photo = turned(SampleFiles.picture("jpg", 3200, 2400, 7));
        assertThat(photo.length).isGreaterThan(4_500_000);
        browser.setOffline(true);
        attach("front.jpg", photo);
        browser.await("a bar", () -> !browser.all(".unsent progress").isEmpty());
        browser.await(
                "a word about it",
                () -> browser.text("#banner").equals(text(server.getBean(ScriptLibrary.class), "web.offline")));
        browser.screenshot("upload-phone-en-offline");
        browser.setOffline(false);
        browser.await("taken", () -> browser.logText().contains("Back?"));
        assertThat(browser.text("#banner")).isEmpty();
        List<?> received = readReceived(receivedFile());
        assertThat((Long) received.getFirst()).isLessThanOrEqualTo(MAX_PHOTO_BYTES);
        assertThat((Long) received.get(2)).as("upright").isBetween(1000L, 2000L).isGreaterThan((Long) received.get(1));
        browser.await("the thumbnail", () -> browser.find(".me img.sent").isDisplayed());
        browser.screenshot("upload-phone-en-sent");
        assertThat(browser.violations()).isEmpty();
        browser.openChatPage();
        browser.awaitAnswer();
        browser.await("the thumbnail", () -> browser.find(".me img.sent").isDisplayed());
    }

    @Test
    void aFileIsSentAgainAfterTheServerWasAway() throws IOException {
        byte[] paper = SampleFiles.pdf("/Pad (" + "x".repeat(500_000) + ") ");
        browser.setNetwork(false, SLOW_BYTES_PER_SECOND);
        attach("front.pdf", paper);
        awaitProgress();
        ScriptLibrary library = server.getBean(ScriptLibrary.class);
        server.stop();
        browser.await("a word about it", () -> browser.text("#banner").equals(text(library, "web.upload_waits")));
        browser.screenshot("upload-phone-en-waits");
        assertThat(browser.violations()).isEmpty();
        browser.quit();
        server.start();
        browser.openTab();
        browser.await("taken", () -> browser.logText().contains("Back?"));
        assertThat(browser.logText()).containsOnlyOnce("front.pdf");
        assertThat((Long) readReceived(receivedFile()).getFirst()).isEqualTo(paper.length);
    }

    @Test
    void afterTheLastTryTheFileWaitsForThePersonAndNothingIsLost() throws IOException {
        attach("front.pdf", SampleFiles.pdf());
        browser.await("taken", () -> browser.logText().contains("Back?"));
        ScriptLibrary library = server.getBean(ScriptLibrary.class);
        server.stop();
        // The pauses grow to half a minute: the clock of the page runs faster.
        browser.run("const real = setTimeout; window.setTimeout = (work, ms) => real(work, ms / 200);");
        attach("back.pdf", SampleFiles.pdf());
        browser.await("the tries end", () -> !browser.all(".failed").isEmpty());
        assertThat(browser.text(".failed .state")).isEqualTo(text(library, "web.upload_failed"));
        assertThat(browser.text("#banner")).isEmpty();
        browser.screenshot("upload-phone-en-failed");
        assertThat(browser.violations()).isEmpty();
        server.start();
        browser.openChatPage();
        browser.await("it is still there", () -> !browser.all(".failed").isEmpty());
        browser.find(".failed .again button").click();
        browser.await("sent", () -> browser.all(".unsent").isEmpty());
        assertThat(browser.logText()).containsOnlyOnce("back.pdf");
    }
}
