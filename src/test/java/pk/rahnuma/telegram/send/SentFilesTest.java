package pk.rahnuma.telegram.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.conversation.delivery.MessageSender.SendResult;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.telegram.TelegramAdapterFixture;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.vault.SubjectEncryptionService;

/// People's own files, sent back to them.
class SentFilesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T05:00:00Z");
    private static final Chat AMNA = new Chat(1, Channel.TELEGRAM, "7001", 11, false);

    private final TestDatabase database = TestDatabase.onH2();
    private final DocumentService documents = SampleFiles.documents(database);
    private final FakeBotApi api = FakeBotApi.start();
    private final FakeTelegramUser amna = api.person(7001, "en");
    private final BotApiClient bot = TelegramAdapterFixture.newClient(api);
    private final TelegramSender sender = new TelegramSender(
            bot,
            new ContactSheetSender(bot, documents::findByIds, SampleFiles.thumbnails(database)),
            new TelegramAppButtons(Optional.empty(), null, null, null),
            new TelegramLimitsConfiguration(1, 5, 20, 30),
            null,
            documents,
            documents::findByIds,
            Clock.systemUTC());

    @BeforeEach
    void known() {
        database.vault().createKeys(List.of(11L, 12L));
    }

    @AfterEach
    void close() {
        bot.closeConnections();
        api.close();
        database.close();
    }

    private Document kept(long person, String name, byte[] content) throws Exception {
        return documents.saveDocument(SubjectEncryptionService.newId(), person, name, content, NOW);
    }

    private SendResult send(long file, String text) {
        return send(new Reply(text, List.of(), null, Reply.DisplayMode.PLAIN, Long.toString(file)), 0);
    }

    private SendResult send(Reply reply, int attempts) {
        return sender.sendMessage(AMNA, TelegramSenderTest.message(reply, null, attempts));
    }

    @Test
    void aFileArrivesByteForByteUnderItsNameWithTheWordsBelowIt() throws Exception {
        byte[] large = SampleFiles.pngOf(2_000_000);
        Document card = kept(11, "شناختی کارڈ.png", large);
        SendResult outcome = send(card.id(), "Card, front");
        FakeBotApi.Said said = amna.awaits("Card, front");
        assertThat(outcome).isEqualTo(new SendResult.Sent(Integer.toString(said.id())));
        assertThat(said.text()).isEqualTo("شناختی کارڈ.png\nCard, front");
        assertThat(amna.saves(said)).isEqualTo(large);
        assertThat(amna.screen()).hasSize(1);
        assertThat(api.complaints()).isEmpty();
    }

    @Test
    void moreWordsThanFitUnderAFileAreCut() throws Exception {
        Document card = kept(11, "card.jpg", SampleFiles.jpeg());
        assertThat(send(card.id(), "word ".repeat(400))).isInstanceOf(SendResult.Sent.class);
        assertThat(api.complaints()).isEmpty();
    }

    @Test
    void aDeletedOneAndAForeignOneAreRefusedAlikeAndNothingIsSent() throws Exception {
        Document gone = kept(11, "card.jpg", SampleFiles.jpeg());
        documents.deleteDocument(11, gone.id());
        Document others = kept(12, "card.jpg", SampleFiles.jpeg());
        assertThat(send(gone.id(), "Card"))
                .isEqualTo(new SendResult.Refused("the file is gone", false))
                .isEqualTo(send(others.id(), "Card"));
        database.vault().destroyKey(11);
        assertThat(send(others.id(), "Card")).isEqualTo(new SendResult.Refused("the file is gone", false));
        assertThat(api.calls("sendDocument")).isEmpty();
    }

    @Test
    void itIsSentAgainOrNotAsAnyMessageIs() throws Exception {
        Document card = kept(11, "card.jpg", SampleFiles.jpeg());
        api.injectFault("sendDocument", 1, FakeBotApi.Fault.tooMany(17));
        assertThat(send(card.id(), "Card")).isEqualTo(new SendResult.Limited(Duration.ofSeconds(17)));
        api.injectFault("sendDocument", 1, FakeBotApi.Fault.cutAfter());
        assertThat(send(card.id(), "Card")).isInstanceOf(SendResult.Unknown.class);
        api.injectFault("sendDocument", 1, FakeBotApi.Fault.refused(413, "Request Entity Too Large"));
        assertThat(send(card.id(), "Card")).isEqualTo(new SendResult.Refused("413 Request Entity Too Large", false));
    }

    @Test
    void anUnsentCallIsRetried() throws Exception {
        Document card = kept(11, "card.jpg", SampleFiles.jpeg());
        api.refuseConnections();
        assertThat(send(card.id(), "Card")).isEqualTo(new SendResult.RetryAfter(Duration.ofSeconds(1), "not reached"));
    }

    private Reply summary(Document... files) {
        List<Reply.AnsweredFile> answered = new ArrayList<>();
        for (Document file : files) {
            answered.add(new Reply.AnsweredFile(
                    Long.toString(file.id()), "Card " + (answered.size() + 1), answered.size() + 7));
        }
        return Reply.ofText("Is all of this right?").withAnsweredFiles(answered);
    }

    @Test
    void photosOfASummaryComeOnOneNumberedSheetBeforeIt() throws Exception {
        Document front = kept(11, "front.jpg", SampleFiles.cardPhoto(1));
        Document letter = kept(11, "letter.pdf", SampleFiles.pdf());
        Document back = kept(11, "back.jpg", SampleFiles.cardPhoto(2));
        SendResult outcome = send(summary(front, letter, back), 0);
        FakeBotApi.Said sheet = amna.awaits("photos.jpg");
        assertThat(sheet.text()).isEqualTo("photos.jpg\n7. Card 1\n9. Card 3");
        BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(amna.saves(sheet)));
        assertThat(drawn.getWidth()).isEqualTo(2 * 240 + 3 * 12);
        assertThat(drawn.getHeight()).isEqualTo(240 + 2 * 12);
        FakeBotApi.Said said = amna.awaits("Is all of this right?");
        assertThat(outcome).isEqualTo(new SendResult.Sent(Integer.toString(said.id())));
        assertThat(amna.screen()).hasSize(2);
        assertThat(api.complaints()).isEmpty();
    }

    @Test
    void aSummaryWithoutPhotosComesAlone() throws Exception {
        Document letter = kept(11, "letter.pdf", SampleFiles.pdf());
        Document foreign = kept(12, "card.jpg", SampleFiles.cardPhoto(1));
        Document gone = kept(11, "card.jpg", SampleFiles.cardPhoto(2));
        documents.deleteDocument(11, gone.id());
        assertThat(send(summary(letter, foreign, gone), 0)).isInstanceOf(SendResult.Sent.class);
        assertThat(amna.screen()).hasSize(1);
        assertThat(api.calls("sendPhoto")).isEmpty();
    }

    @Test
    void aSheetThatCannotBeDrawnOrIsRefusedOrLostHoldsNoSummaryUp() throws Exception {
        Document card = kept(11, "card.jpg", SampleFiles.cardPhoto(1));
        api.injectFault("sendPhoto", 1, FakeBotApi.Fault.refused(400, "Bad Request: IMAGE_PROCESS_FAILED"));
        assertThat(send(summary(card), 0)).isInstanceOf(SendResult.Sent.class);
        api.injectFault("sendPhoto", 1, FakeBotApi.Fault.cutAfter());
        assertThat(send(summary(card), 0)).isInstanceOf(SendResult.Sent.class);
        database.sql().execute("update document_picture set thumbnail = picture where document_id = ?", card.id());
        assertThat(send(summary(card), 0)).isInstanceOf(SendResult.Sent.class);
        assertThat(amna.screen())
                .extracting(FakeBotApi.Said::text)
                .filteredOn("Is all of this right?"::equals)
                .hasSize(3);
        assertThat(api.calls("sendPhoto")).hasSize(2);
    }

    @Test
    void aSheetIsSentWithTheFirstAttemptOnly() throws Exception {
        Document card = kept(11, "card.jpg", SampleFiles.cardPhoto(1));
        api.injectFault("sendPhoto", 1, FakeBotApi.Fault.tooMany(17));
        assertThat(send(summary(card), 0)).isEqualTo(new SendResult.Limited(Duration.ofSeconds(17)));
        assertThat(amna.screen()).isEmpty();
        assertThat(send(summary(card), 1)).isInstanceOf(SendResult.Sent.class);
        assertThat(amna.screen()).hasSize(1);
    }

    @Test
    void aSummaryThatTakesThePlaceOfAMessageBringsNoSheet() throws Exception {
        Document card = kept(11, "card.jpg", SampleFiles.cardPhoto(1));
        Message first = TelegramSenderTest.message(Reply.ofText("Summary, short"), null, 0);
        SendResult.Sent sent = (SendResult.Sent) sender.sendMessage(AMNA, first);
        Reply longer = summary(card).withManner(Reply.DisplayMode.REPLACES);
        assertThat(sender.sendMessage(AMNA, TelegramSenderTest.message(longer, sent.reference(), 0)))
                .isEqualTo(sent);
        assertThat(amna.screen()).hasSize(1);
    }
}
