package pk.rahnuma.telegram.update;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.conversation.batch.TurnReceipt;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.MessagingFixture;
import pk.rahnuma.telegram.TelegramAdapterFixture;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.send.BotApiClient;

class TapMarkerTest {

    private static final long CHAT = 7;
    private static final TapMarker.TappedMessage TAPPED =
            new TapMarker.TappedMessage("7001", 3, "Work?\n\n✓ Freelancer");

    private final FakeBotApi api = FakeBotApi.start();
    private final BotApiClient bot = TelegramAdapterFixture.newClient(api);
    private final List<Runnable> later = new ArrayList<>();
    private boolean spare = true;
    private final TapMarker marker = new TapMarker(bot, chat -> spare && chat == CHAT, later::add);

    @AfterEach
    void close() {
        bot.closeConnections();
        api.close();
    }

    private static TurnReceipt receipt(boolean choiceMade, boolean answered) {
        Message reply = MessagingFixture.unsentReply(1, 2, CHAT, Reply.ofText("Name?"), null, Instant.EPOCH);
        return new TurnReceipt(
                1, false, false, answered ? List.of(reply) : List.of(), null, choiceMade, List.of(), null);
    }

    private void runLater() {
        List.copyOf(later).forEach(Runnable::run);
        later.clear();
    }

    @Test
    void onlyATapThatTookEffectAndWasAnsweredIsMarked() {
        marker.markTap(TAPPED, receipt(false, true));
        marker.markTap(TAPPED, receipt(true, false));
        marker.markTap(null, receipt(true, true));
        assertThat(later).isEmpty();
        marker.markTap(TAPPED, receipt(true, true));
        assertThat(api.calls("editMessageText")).isEmpty();
        runLater();
        assertThat(api.awaitCalls("editMessageText", 1)).hasSize(1);
    }

    @Test
    void noMarkIsMadeWithoutASpareSlotOrAfterTheEnd() {
        marker.markTap(TAPPED, receipt(true, true));
        spare = false;
        runLater();
        spare = true;
        marker.markTap(TAPPED, receipt(true, true));
        marker.stopMarking();
        runLater();
        bot.callIdempotent(new org.telegram.telegrambots.meta.api.methods.GetMe());
        assertThat(api.calls("editMessageText")).isEmpty();
    }

    @Test
    void afterALimitOfTelegramMarksAreLeftOut() {
        api.injectFault("editMessageText", 1, FakeBotApi.Fault.tooMany(60));
        marker.markTap(TAPPED, receipt(true, true));
        runLater();
        api.awaitCalls("editMessageText", 1);
        pk.rahnuma.AwaitSupport.await().until(() -> marker.isPaused());
        marker.markTap(TAPPED, receipt(true, true));
        runLater();
        bot.callIdempotent(new org.telegram.telegrambots.meta.api.methods.GetMe());
        assertThat(api.calls("editMessageText")).hasSize(1);
    }

    @Test
    void theLabelOfTheTappedButtonIsBelowTheText() throws JsonProcessingException {
        assertThat(parse("""
                {"data":"b","message":{"message_id":3,"chat":{"id":7001},"text":"Work?","reply_markup":
                {"inline_keyboard":[[{"text":"Employee","callback_data":"a"}],[{"text":"Freelancer","callback_data":"b"}]]}}}
                """)).isEqualTo(TAPPED);
    }

    /// An old message comes without its text, others without the button.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":\"b\",\"message\":{\"message_id\":3,\"date\":0,\"chat\":{\"id\":7001}}}",
                "{\"data\":\"b\",\"message\":{\"message_id\":3,\"chat\":{\"id\":7001},\"text\":\"Work?\"}}",
                "{\"data\":\"b\",\"message\":{\"message_id\":3,\"chat\":{\"id\":7001},\"text\":\"Work?\",\"reply_markup\":7}}",
                "{\"data\":\"b\",\"message\":7}"
            })
    void aMessageThatIsNotShownIsNotMarked(String query) throws JsonProcessingException {
        assertThat(parse(query)).isNull();
    }

    private static TapMarker.TappedMessage parse(String query) throws JsonProcessingException {
        return TapMarker.parseMessage(JsonMapper.builder().build().readTree(query));
    }
}
