package pk.rahnuma.telegram.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.conversation.batch.IncomingMessage;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.telegram.InMemoryIntake;
import pk.rahnuma.telegram.TelegramAdapterFixture;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

class UpdateParserTest {

    private final FakeBotApi api = FakeBotApi.start();
    private final InMemoryIntake desk = new InMemoryIntake();
    private final FakeTelegramUser amna = api.person(7001, "ur");
    private TelegramAdapterFixture adapter;

    @BeforeEach
    void open() {
        adapter = TelegramAdapterFixture.open(api, desk);
    }

    @AfterEach
    void close() {
        adapter.close();
        api.close();
        assertThat(api.complaints()).isEmpty();
    }

    @Test
    void aMessageComesWithItsChatItsKeyAndTheLanguageOfTheSender() {
        FakeBotApi.Written written = amna.says("السلام علیکم");
        assertThat(desk.awaitTaken(1))
                .containsExactly(new IncomingMessage(
                        Channel.TELEGRAM,
                        "7001",
                        "4242:" + written.update(),
                        new ConversationInput.Text("السلام علیکم", String.valueOf(written.message()), false),
                        "ur",
                        api.now()));
    }

    @Test
    void aSenderWithoutALanguageHasNone() {
        api.person(7002, null).says("hello");
        assertThat(desk.awaitTaken(1).getFirst().language()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/start|/start",
                "/start app_7XK|/start app_7XK",
                "/status@RahnumaTestBot|/status",
                "/Status@RahnumaTestBot 12|/status 12",
                "/ not a command|/ not a command",
                "call me /now|call me /now",
                "/usr/bin|/usr/bin"
            })
    void commandsAreReadWithoutTheNameOfTheBot(String said, String heard) {
        amna.says(said);
        assertThat(((ConversationInput.Text) desk.awaitInput()).text()).isEqualTo(heard);
    }

    @Test
    void aTextLongerThanTelegramAllowsIsCut() {
        api.inject("{\"message\":{\"message_id\":41,\"date\":1,\"chat\":{\"id\":7001,\"type\":\"private\"},"
                + "\"from\":{\"id\":7001},\"text\":\"" + "x".repeat(4095) + "😀\"}}");
        assertThat(((ConversationInput.Text) desk.awaitInput()).text()).isEqualTo("x".repeat(4095));
    }

    @Test
    void theLargestSizeOfAPhotoIsTaken() {
        FakeBotApi.Written photo = amna.sendsPhoto("my card");
        assertThat(desk.awaitInput())
                .isEqualTo(new ConversationInput.File(
                        new FileReference("photo-l", null, "image/jpeg", 90000, true, null),
                        "my card",
                        String.valueOf(photo.message())));
    }

    @Test
    void aDocumentComesWithItsNameKindAndSize() {
        FakeBotApi.Written document = amna.sendsDocument("letter.pdf", "application/pdf", 12345);
        assertThat(desk.awaitInput())
                .isEqualTo(new ConversationInput.File(
                        new FileReference("document-1", "letter.pdf", "application/pdf", 12345, true, null),
                        null,
                        String.valueOf(document.message())));
    }

    /// Such an update became a message that could not even be put aside, and kept all others waiting.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"edited_message\":{\"message_id\":41,\"date\":1,\"from\":{\"id\":7001},\"chat\":{\"id\":7001,"
                        + "\"type\":\"private\"},\"text\":null}}",
                "{\"message\":{\"message_id\":41,\"date\":1,\"from\":{\"id\":7001},\"chat\":{\"id\":7001,"
                        + "\"type\":\"private\"},\"text\":null}}",
                "{\"callback_query\":{\"id\":\"1\",\"from\":{\"id\":7001},\"message\":{\"message_id\":41,\"date\":1,"
                        + "\"chat\":{\"id\":7001,\"type\":\"private\"}},\"data\":null}}"
            })
    void anUpdateWithNullInsteadOfATextIsSkipped(String update) {
        api.inject(update);
        amna.says("hello");
        assertThat(((ConversationInput.Text) desk.awaitInput()).text()).isEqualTo("hello");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "voice|{\"file_id\":\"v\",\"duration\":3,\"mime_type\":\"audio/ogg\",\"file_size\":9}|audio/ogg",
                "video_note|{\"file_id\":\"v\",\"duration\":3,\"length\":240}|video/mp4",
                "sticker|{\"file_id\":\"s\",\"type\":\"regular\"}|application/vnd.telegram.sticker",
                "location|{\"latitude\":33.7,\"longitude\":73.0}|application/vnd.telegram.location",
                "poll|{\"id\":\"1\",\"question\":\"?\"}|application/vnd.telegram.poll"
            })
    void anUnusableAttachmentHasItsMediaType(String kind, String json, String mediaType) {
        amna.sends(kind, json, null);
        assertThat(((ConversationInput.File) desk.awaitInput()).file().mediaType())
                .isEqualTo(mediaType);
    }

    @Test
    void aLocationHasItsCoordinatesAsItsName() {
        amna.sends("location", "{\"latitude\":33.7,\"longitude\":73.0}", null);
        assertThat(((ConversationInput.File) desk.awaitInput()).file().name()).isEqualTo("📍 33.7, 73.0");
    }

    @Test
    void aCardIsOnesOwnOnlyWhenTelegramSaysWhoseItIs() {
        amna.shares("+923001234567");
        amna.shares("+923007654321", 7002L);
        amna.shares("+923009999999", null);
        assertThat(desk.awaitTaken(3))
                .extracting(IncomingMessage::input)
                .extracting(input -> ((ConversationInput.Contact) input).own())
                .containsExactly(true, false, false);
    }

    @Test
    void anEditNamesTheMessageThatItChanges() {
        FakeBotApi.Written written = amna.says("Amnna");
        desk.awaitTaken(1);
        amna.edits(written, "Amna");
        assertThat(desk.awaitTaken(2).getLast().input())
                .isEqualTo(new ConversationInput.Edit(String.valueOf(written.message()), "Amna"));
    }

    @Test
    void aTapNamesItsMessageAndIsAnsweredAfterTheCommit() {
        FakeBotApi.Said said = new FakeBotApi.Said(55, "Sure?", List.of(), List.of(), false, false);
        desk.holdCommits(true);
        amna.tapsData(said, "s1:4:a");
        InMemoryIntake.Offer offer = desk.awaitOffer();
        assertThat(offer.incoming().input()).isEqualTo(new ConversationInput.Tap("s1:4:a", "55"));
        assertThat(api.calls("answerCallbackQuery")).isEmpty();
        offer.commit();
        amna.awaitsNotice("");
    }

    @Test
    void theAnswerToATapCarriesTheNoticeAndFits() {
        desk.answersTapsWith("This button is of an earlier question. ".repeat(10));
        amna.tapsData(new FakeBotApi.Said(55, "Sure?", List.of(), List.of(), false, false), "x");
        assertThat(amna.awaitsNotice("earlier question")).hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void aTapTooOldToBeAnsweredDoesNoHarm() {
        FakeBotApi.Said said = new FakeBotApi.Said(55, "Sure?", List.of(), List.of(), false, false);
        desk.holdCommits(true);
        FakeBotApi.Written tap = amna.tapsData(said, "x");
        InMemoryIntake.Offer offer = desk.awaitOffer();
        api.advanceClock(Duration.ofSeconds(151));
        offer.commit();
        assertThat(api.awaitCalls("answerCallbackQuery", 1).getFirst().status()).isEqualTo(400);
        api.awaitConfirmed(tap.update());
    }

    @Test
    void aBlockIsRecordedAndRemoved() {
        amna.blocks();
        assertThat(desk.awaitMark()).isEqualTo("blocked 7001");
        amna.unblocks();
        assertThat(desk.awaitMark()).isEqualTo("unblocked 7001");
    }
}
