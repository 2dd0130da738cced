package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pk.rahnuma.FreePort;
import pk.rahnuma.TestScriptFolder;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// Uploads over slow and interrupted connections.
@Tag("long")
class ChatPageUploadTest {

    /// 256 kbit/s.
    private static final int SLOW_BYTES_PER_SECOND = 32_000;

    private static final int MAX_PHOTO_BYTES = 500 * 1024;

    @TempDir
    private Path folder;

    private TestServer server;
    private HeadlessBrowser browser;

    @BeforeEach
    void open() throws IOException {
        server = TestServer.onH2()
                .withVariable("MICRONAUT_SERVER_PORT", Integer.toString(FreePort.find()))
                .withVariable(
                        "BOT_SCRIPTS",
                        TestScriptFolder.copyWithCardScript(folder.resolve("scripts"))
                                .toString())
                .startServer();
        browser = HeadlessBrowser.open(server.address(), Screen.PHONE, "en");
        browser.awaitAnswer();
        browser.find("#menu").click();
        browser.tap("Card");
    }

    @AfterEach
    void close() {
        browser.close();
        server.close();
    }

    private void attach(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, content);
        browser.attachFile(file);
    }

    private double progress() {
        return ((Number) browser.run("return document.querySelector('.unsent progress')?.value ?? 100")).doubleValue();
    }

    private void awaitProgress(double least) {
        browser.await("more than " + least + " %", () -> progress() > least);
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
        return Long.toString(server.sql().queryOne(Long.class, "select id from document"));
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
    void aLargePhotoArrivesAt256KilobitsPerSecondWithTwoInterruptions() throws IOException {
        byte[] photo = turned(SampleFiles.picture("jpg", 3200, 2400, 7));
        assertThat(photo.length).isGreaterThan(4_500_000);
        browser.setNetwork(false, SLOW_BYTES_PER_SECOND);
        attach("front.jpg", photo);
        ScriptLibrary library = server.getBean(ScriptLibrary.class);
        double before = 0;
        for (int interruption = 0; interruption < 2; interruption++) {
            awaitProgress(before);
            before = progress();
            browser.setNetwork(true, SLOW_BYTES_PER_SECOND);
            browser.await("a word about it", () -> browser.text("#banner").equals(text(library, "web.offline")));
            browser.screenshot("upload-phone-en-offline");
            assertThat(progress()).as("what the desk has stays").isGreaterThanOrEqualTo(before);
            browser.setNetwork(false, SLOW_BYTES_PER_SECOND);
        }
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
    void aFileThatIsNotMadeSmallerGoesOnAfterTheServerWasAway() throws IOException {
        byte[] paper = SampleFiles.pdf("/Pad (" + "x".repeat(1_000_000) + ") ");
        browser.setNetwork(false, 4 * SLOW_BYTES_PER_SECOND);
        attach("front.pdf", paper);
        awaitProgress(0);
        ScriptLibrary library = server.getBean(ScriptLibrary.class);
        server.stop();
        browser.await("a word about it", () -> browser.text("#banner").equals(text(library, "web.upload_waits")));
        double before = progress();
        browser.screenshot("upload-phone-en-waits");
        assertThat(browser.violations()).isEmpty();
        browser.quit();
        server.start();
        browser.start();
        browser.await("it goes on where it was", () -> progress() >= before);
        browser.await("taken", () -> browser.logText().contains("Back?"));
        assertThat(browser.logText()).containsOnlyOnce("front.pdf");
        assertThat((Long) readReceived(receivedFile()).getFirst()).isEqualTo(paper.length);
    }
}
