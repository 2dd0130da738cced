package pk.rahnuma.telegram.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
import pk.rahnuma.messaging.chat.Channel;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.telegram.client.BotApiClient;
import pk.rahnuma.telegram.client.BotApiMetrics;
import pk.rahnuma.telegram.client.TelegramConfiguration;
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
    private final BotApiClient bot = new BotApiClient(
            new TelegramConfiguration(api.token(), URI.create(api.url())),
            new BotApiMetrics(new SimpleMeterRegistry()));
    private final TelegramSender sender = new TelegramSender(
            bot,
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
        Reply reply = new Reply(text, List.of(), null, Reply.DisplayMode.PLAIN, Long.toString(file));
        return sender.sendMessage(
                AMNA,
                new Message(
                        11,
                        1,
                        1,
                        Message.Direction.REPLY,
                        reply,
                        null,
                        Message.State.PENDING,
                        0,
                        null,
                        null,
                        null,
                        NOW));
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
        api.injectFault("sendDocument", 1, FakeBotApi.Fault.gateway(502));
        assertThat(send(card.id(), "Card")).isInstanceOf(SendResult.RetryAfter.class);
        api.injectFault("sendDocument", 1, FakeBotApi.Fault.cutAfter());
        assertThat(send(card.id(), "Card")).isInstanceOf(SendResult.Unknown.class);
        api.injectFault("sendDocument", 1, FakeBotApi.Fault.withoutOk());
        assertThat(send(card.id(), "Card")).isInstanceOf(SendResult.Unknown.class);
        api.injectFault("sendDocument", 1, FakeBotApi.Fault.refused(413, "Request Entity Too Large"));
        assertThat(send(card.id(), "Card")).isEqualTo(new SendResult.Refused("413 Request Entity Too Large", false));
        amna.blocks();
        assertThat(send(card.id(), "Card")).isEqualTo(new SendResult.Refused("blocked", true));
    }

    @Test
    void aSentFileCountsAsSentWithItsIdWhateverElseTelegramTellsOfIt() throws Exception {
        Document card = kept(11, "card.jpg", SampleFiles.jpeg());
        api.injectFault("sendDocument", 1, FakeBotApi.Fault.unknownParts());
        SendResult outcome = send(card.id(), "Card");
        assertThat(outcome)
                .isEqualTo(
                        new SendResult.Sent(String.valueOf(amna.awaits("Card").id())));
    }

    @Test
    void anUnsentCallIsRetried() throws Exception {
        Document card = kept(11, "card.jpg", SampleFiles.jpeg());
        api.refuseConnections();
        assertThat(send(card.id(), "Card")).isEqualTo(new SendResult.RetryAfter(Duration.ofSeconds(1), "not reached"));
    }
}
