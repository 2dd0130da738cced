package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.TestScriptFolder;
import pk.rahnuma.TestServer;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentRepository;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// Files by Telegram, from the picture to the reply, over HTTP.
class TelegramFileTest {

    @TempDir
    private static Path folder;

    private static String scripts;
    private final ExpectedTexts said = ExpectedTexts.inLanguage("en");

    @BeforeAll
    static void copyScripts() {
        scripts = TestScriptFolder.copyWithCardScript(folder).toString();
    }

    private static TestServer start(ServerVariant variant) {
        return withScripts(variant).shareServer();
    }

    private static TestServer.Builder withScripts(ServerVariant variant) {
        return variant.builder()
                .withVariable("BOT_SCRIPTS", scripts)
                .withProperty("rahnuma.turn.sweep", "50ms")
                .withProperty("rahnuma.turn.lease", "1s");
    }

    private FakeTelegramUser asked(TestServer server) {
        FakeTelegramUser amna = server.bot().newPerson("en");
        TelegramRegistrationTest.greet(amna, said);
        amna.says("card");
        amna.awaits("Front?");
        return amna;
    }

    private static List<Document> kept(TestServer server) {
        long person = server.sql().queryOne(Long.class, "select conversation_id from chat");
        return server.getBean(DocumentRepository.class).findPage(person, null, 1_000);
    }

    private static byte[] content(TestServer server, Document document) throws Exception {
        return server.getBean(DocumentService.class).openContent(document).readAllBytes();
    }

    @ParameterizedTest
    @MethodSource("pk.rahnuma.endtoend.ServerVariant#all")
    void aPhotoAndADocumentAreFetchedKeptAndAreTheAnswers(ServerVariant variant) throws Exception {
        byte[] letter = SampleFiles.pdf();
        byte[] photo = SampleFiles.pngOf(900_000);
        try (TestServer server = start(variant)) {
            FakeTelegramUser amna = asked(server);
            amna.sendsPhoto(photo, null);
            amna.awaits(said.text("engine.fetching"));
            amna.awaits("Back?");
            amna.sendsDocument("letter.pdf", "application/pdf", letter);
            amna.awaits(said.text("engine.fetching"));
            amna.awaits("Remark?");
            List<Document> kept = kept(server);
            assertThat(kept).extracting(Document::fileName).endsWith("letter.pdf");
            assertThat(content(server, kept.get(0))).isEqualTo(photo);
            assertThat(content(server, kept.get(1))).isEqualTo(letter);
        }
    }

    @Test
    void anAlbumAnswersBothQuestionsAndAPictureChangedInItsMessageReplacesTheFirst() throws Exception {
        byte[] front = SampleFiles.picture("png", 50, 40, 1);
        byte[] back = SampleFiles.picture("png", 50, 40, 2);
        byte[] other = SampleFiles.picture("png", 50, 40, 3);
        try (TestServer server = start(ServerVariant.H2)) {
            FakeTelegramUser amna = asked(server);
            FakeBotApi.Written first = amna.sendsPhoto(front, "album");
            amna.sendsPhoto(back, "album");
            amna.awaits("Back?");
            amna.awaits("Remark?");
            assertThat(content(server, kept(server).get(0))).isEqualTo(front);
            assertThat(content(server, kept(server).get(1))).isEqualTo(back);
            amna.changesPhoto(first, other);
            amna.awaits(said.text("engine.fetching"));
            amna.awaits("Remark?");
            assertThat(content(server, kept(server).get(2))).isEqualTo(other);
        }
    }

    @Test
    void anUnacceptableFileIsRefusedWithItsReasonAndNotStored() {
        try (TestServer server = start(ServerVariant.H2)) {
            FakeTelegramUser amna = asked(server);
            amna.sendsDocument("card.jpg", "image/jpeg", SampleFiles.lockedPdf());
            amna.awaits(said.text("errors.file.locked"));
            // The first is refused here, the second by Telegram.
            for (int bytes : List.of(6_000_000, 21 * 1024 * 1024)) {
                amna.sendsDocument("card.jpg", "image/jpeg", Arrays.copyOf(SampleFiles.jpeg(), bytes));
                amna.awaits(said.text("errors.file.too_big", Map.of("most", 5L)));
            }
            assertThat(kept(server)).isEmpty();
            amna.sendsPhoto(SampleFiles.jpeg(), null);
            amna.awaits("Back?");
        }
    }

    @Test
    void aBrokenRequestIsRetriedAndLaterTextWaits() {
        try (TestServer server = start(ServerVariant.H2)) {
            FakeTelegramUser amna = asked(server);
            server.bot().injectFault("getFile", 1, FakeBotApi.Fault.gateway(502));
            server.bot().injectFault("file", 1, FakeBotApi.Fault.cutAfter());
            amna.sendsPhoto(SampleFiles.jpeg(), null);
            amna.awaits(said.text("engine.fetching"));
            amna.says("did you get it?");
            amna.awaits(said.text("engine.fetching"));
            amna.awaits("Back?");
            assertThat(kept(server)).hasSize(1);
        }
    }

    @Test
    void oneThatIsNotToBeHadIsAskedForAgain() {
        try (TestServer server = start(ServerVariant.H2)) {
            FakeTelegramUser amna = asked(server);
            amna.sendsPhoto("a photo that the stub does not hold");
            amna.awaits(said.text("errors.file.gone"));
            assertThat(kept(server)).isEmpty();
        }
    }

    @Test
    void withoutDiskSpaceAFileIsNotFetchedAndTheSenderIsNotified() {
        try (TestServer server = withScripts(ServerVariant.H2)
                .withProperty("rahnuma.storage.file-reserve", Long.toString(Long.MAX_VALUE))
                .withProperty("rahnuma.storage.file-reserve-percent", 100)
                .startServer()) {
            FakeTelegramUser amna = asked(server);
            amna.sendsPhoto(SampleFiles.jpeg(), null);
            amna.awaits(said.text("errors.file.storage_full"));
            assertThat(kept(server)).isEmpty();
        }
    }

    @Test
    void aDeskThatStopsWhileItFetchesGoesOnWhenItIsBack() {
        try (TestServer server = start(ServerVariant.H2)) {
            FakeTelegramUser amna = asked(server);
            server.bot().injectFault("file", 1, FakeBotApi.Fault.hangs());
            amna.sendsPhoto(SampleFiles.jpeg(), null);
            amna.awaits(said.text("engine.fetching"));
            server.bot().awaitCalls("file", 1);
            server.stop();
            server.start();
            amna.awaits("Back?");
            assertThat(kept(server)).hasSize(1);
            assertThat(server.bot().calls("file")).hasSize(2);
        }
    }
}
