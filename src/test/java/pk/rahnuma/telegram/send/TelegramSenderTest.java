package pk.rahnuma.telegram.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.conversation.delivery.MessageSender.SendResult;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.telegram.TelegramAdapterFixture;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

class TelegramSenderTest {

    private static final ReplyButton YES = new ReplyButton("Yes", "s1:4:a");
    private static final ReplyButton NO = new ReplyButton("No", "s1:4:b");
    private static final ReplyButton SHARE = new ReplyButton("Share my number", "!contact");
    private static final TelegramAppButtons NO_FORMS = new TelegramAppButtons(Optional.empty(), null, null, null);
    private static final Chat AMNA = new Chat(1, Channel.TELEGRAM, "7001", 11, false);

    private final FakeBotApi api = FakeBotApi.start();
    private final FakeTelegramUser amna = api.person(7001, "en");
    private final BotApiClient bot = TelegramAdapterFixture.newClient(api);
    private final TelegramSender sender = senderBy(bot);

    @AfterEach
    void close() {
        bot.closeConnections();
        api.close();
    }

    @Test
    void aSentMessageIsNamedByItsMessageId() {
        SendResult outcome = send(reply(DisplayMode.PLAIN, "Welcome"));
        assertThat(outcome)
                .isEqualTo(new SendResult.Sent(
                        String.valueOf(amna.awaits("Welcome").id())));
        assertThat(api.complaints()).isEmpty();
    }

    @Test
    void textArrivesAsItWasWrittenWhateverIsInIt() {
        String text = "<b>Amna & Sons</b> &lt; \"x\" خوش آمدید\n2 > 1";
        send(reply(DisplayMode.PLAIN, text));
        assertThat(amna.screen()).extracting(FakeBotApi.Said::text).containsExactly(text);
    }

    @Test
    void buttonsStandUnderTheMessageRowByRow() {
        send(reply(DisplayMode.PLAIN, "Sure?", List.of(YES, NO), List.of(SHARE)));
        FakeBotApi.Said said = amna.awaits("Sure?");
        assertThat(said.buttons()).hasSize(2);
        assertThat(said.data("No")).isEqualTo("s1:4:b");
        assertThat(api.complaints()).isEmpty();
    }

    @Test
    void aTextLongerThanAMessageArrivesWholeInSeveral() {
        String line = "word ".repeat(199).strip() + "\n";
        String text = line.repeat(9).strip();
        send(reply(DisplayMode.PLAIN, text, List.of(YES)));
        List<FakeBotApi.Said> screen = amna.screen();
        assertThat(screen).hasSizeGreaterThan(1);
        assertThat(String.join("\n", screen.stream().map(FakeBotApi.Said::text).toList()))
                .isEqualTo(text);
        assertThat(screen.getFirst().buttons()).isEmpty();
        assertThat(screen.getLast().data("Yes")).isEqualTo("s1:4:a");
        assertThat(api.complaints()).isEmpty();
    }

    @Test
    void aReplyTakesThePlaceOfTheMessageThatWasTapped() {
        String first = sent(send(reply(DisplayMode.PLAIN, "One?", List.of(YES))));
        SendResult outcome = send(replacing(first, reply(DisplayMode.REPLACES, "Two?", List.of(NO))));
        assertThat(outcome).isEqualTo(new SendResult.Sent(first));
        assertThat(amna.screen()).hasSize(1);
        assertThat(amna.awaits("Two?").data("No")).isEqualTo("s1:4:b");
    }

    @Test
    void replacingAMessageWithItselfCountsAsDone() {
        String first = sent(send(reply(DisplayMode.PLAIN, "One?", List.of(YES))));
        SendResult outcome = send(replacing(first, reply(DisplayMode.REPLACES, "One?", List.of(YES))));
        assertThat(outcome).isEqualTo(new SendResult.Sent(first));
    }

    @Test
    void aMessageThatCannotBeEditedIsSentAgain() {
        send(replacing("999", reply(DisplayMode.REPLACES, "gone", List.of(YES))));
        send(replacing(null, reply(DisplayMode.REPLACES, "never named")));
        String asked = sent(send(reply(DisplayMode.ASKS_CONTACT, "Your number?", List.of(SHARE))));
        send(replacing(asked, reply(DisplayMode.REPLACES, "keyboard")));
        assertThat(amna.screen())
                .extracting(FakeBotApi.Said::text)
                .containsExactly("gone", "never named", "Your number?", "keyboard");
        assertThat(api.complaints()).isEmpty();
    }

    @Test
    void anEditThatWasCutOffIsMadeAgainAndShowsOnce() {
        String first = sent(send(reply(DisplayMode.PLAIN, "One?", List.of(YES))));
        api.injectFault("editMessageText", 1, FakeBotApi.Fault.cutAfter());
        SendResult outcome = send(replacing(first, reply(DisplayMode.REPLACES, "Two?", List.of(NO))));
        assertThat(outcome).isEqualTo(new SendResult.Sent(first));
        assertThat(amna.heard()).hasSize(2);
        api.injectFault("editMessageText", 2, FakeBotApi.Fault.cutBefore());
        assertThat(send(replacing(first, reply(DisplayMode.REPLACES, "Three?"))))
                .isInstanceOf(SendResult.RetryAfter.class);
    }

    @Test
    void thePhoneNumberIsAskedForWithAKeyThatSharesIt() {
        send(reply(DisplayMode.ASKS_CONTACT, "Your number?", List.of(SHARE), List.of(NO)));
        FakeBotApi.Said said = amna.awaits("Your number?");
        assertThat(said.buttons()).isEmpty();
        assertThat(said.keys())
                .containsExactly(
                        List.of(new FakeBotApi.Button("Share my number", null, true)),
                        List.of(new FakeBotApi.Button("No", null, false)));
        JsonNode markup = api.calls("sendMessage").getFirst().parameters().get("reply_markup");
        assertThat(markup.get("one_time_keyboard").asBoolean()).isTrue();
        assertThat(markup.get("resize_keyboard").asBoolean()).isTrue();
    }

    @Test
    void thatKeyIsTakenAwayAgain() {
        send(reply(DisplayMode.ENDS_CONTACT, "Thank you"));
        assertThat(amna.awaits("Thank you").removesKeys()).isTrue();
    }

    @Test
    void theKeyIsTakenAwayAndButtonsAreShownInTwoMessages() {
        send(reply(DisplayMode.ENDS_CONTACT, "Thank you.\n\nNext: sure?", List.of(YES)));
        send(reply(DisplayMode.ENDS_CONTACT, "Sure?", List.of(YES)));
        assertThat(amna.screen())
                .extracting(FakeBotApi.Said::text, FakeBotApi.Said::removesKeys, said -> said.data("Yes"))
                .containsExactly(
                        tuple("Thank you.", true, null),
                        tuple("Next: sure?", false, "s1:4:a"),
                        tuple("✓", true, null),
                        tuple("Sure?", false, "s1:4:a"));
    }

    @Test
    void tooManyMessagesWaitAsLongAsTelegramSays() {
        api.injectFault("sendMessage", 1, FakeBotApi.Fault.tooMany(17));
        assertThat(send(reply(DisplayMode.PLAIN, "hello"))).isEqualTo(new SendResult.Limited(Duration.ofSeconds(17)));
        assertThat(amna.screen()).isEmpty();
    }

    @Test
    void aBlockedChatGetsNoMessage() {
        amna.blocks();
        assertThat(send(reply(DisplayMode.PLAIN, "hello"))).isEqualTo(new SendResult.Refused("blocked", true));
    }

    @Test
    void aDeactivatedAccountIsRefused() {
        api.injectFault("sendMessage", 1, FakeBotApi.Fault.refused(403, "Forbidden: user is deactivated"));
        assertThat(send(reply(DisplayMode.PLAIN, "hello"))).isEqualTo(new SendResult.Refused("deactivated", true));
    }

    @Test
    void aChatThatIsNotThereIsRefused() {
        Chat nobody = new Chat(2, Channel.TELEGRAM, "9999", 12, false);
        assertThat(sender.sendMessage(nobody, message(reply(DisplayMode.PLAIN, "hello"), null, 0)))
                .isEqualTo(new SendResult.Refused("400 chat not found", false));
    }

    @Test
    void aRefusalByTelegramIsRecordedWithoutQuotingIt() {
        api.injectFault(
                "sendMessage", 1, FakeBotApi.Fault.refused(400, "Bad Request: can't parse entities: at \"Amna\""));
        assertThat(send(reply(DisplayMode.PLAIN, "hello")))
                .isEqualTo(new SendResult.Refused("400 can't parse entities", false));
    }

    @Test
    void aRefusedTokenIsNoFaultOfTheChat() {
        BotApiClient stranger =
                TelegramAdapterFixture.newClient(new TelegramConfiguration("4242:another-one", api.url()));
        assertThat(senderBy(stranger).sendMessage(AMNA, message(reply(DisplayMode.PLAIN, "hello"), null, 0)))
                .isEqualTo(new SendResult.Refused("the token is refused", false));
        stranger.closeConnections();
    }

    @Test
    void aGatewayOutOfOrderIsTriedAgainAfterGrowingPauses() {
        api.injectFault("sendMessage", 3, FakeBotApi.Fault.gateway(502));
        assertThat(pause(send(reply(DisplayMode.PLAIN, "hello"), 0))).isEqualTo(Duration.ofSeconds(1));
        assertThat(pause(send(reply(DisplayMode.PLAIN, "hello"), 3))).isEqualTo(Duration.ofSeconds(8));
        assertThat(pause(send(reply(DisplayMode.PLAIN, "hello"), 60))).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aPageOfHtmlIsNoAnswerWhateverItsStatus() {
        api.injectFault("sendMessage", 1, FakeBotApi.Fault.gateway(200));
        assertThat(send(reply(DisplayMode.PLAIN, "hello"))).isInstanceOf(SendResult.RetryAfter.class);
    }

    @Test
    void anUnsentCallIsRetried() {
        api.refuseConnections();
        assertThat(send(reply(DisplayMode.PLAIN, "hello")))
                .isEqualTo(new SendResult.RetryAfter(Duration.ofSeconds(1), "not reached"));
    }

    @Test
    void aMessageWhoseAnswerWasCutOffMayHaveArrivedAndIsNotSentTwice() {
        api.injectFault("sendMessage", 1, FakeBotApi.Fault.cutAfter());
        assertThat(send(reply(DisplayMode.PLAIN, "hello"))).isInstanceOf(SendResult.Unknown.class);
        assertThat(amna.screen()).hasSize(1);
    }

    @Test
    void aMessageCutOffBeforeItWasTakenLooksTheSame() {
        api.injectFault("sendMessage", 1, FakeBotApi.Fault.cutBefore());
        assertThat(send(reply(DisplayMode.PLAIN, "hello"))).isInstanceOf(SendResult.Unknown.class);
        assertThat(api.calls("sendMessage")).hasSize(1);
        assertThat(amna.screen()).isEmpty();
    }

    @Test
    void anAnswerWithoutAVerdictLeavesItUnknown() {
        api.injectFault("sendMessage", 1, FakeBotApi.Fault.withoutOk());
        assertThat(send(reply(DisplayMode.PLAIN, "hello"))).isInstanceOf(SendResult.Unknown.class);
    }

    @Test
    void aSentMessageCountsAsSentWithItsIdWhateverElseTelegramTellsOfIt() {
        api.injectFault("sendMessage", 1, FakeBotApi.Fault.unknownParts());
        SendResult outcome = send(reply(DisplayMode.PLAIN, "hello", List.of(YES)));
        String id = String.valueOf(amna.awaits("hello").id());
        assertThat(outcome).isEqualTo(new SendResult.Sent(id));
        api.injectFault("editMessageText", 1, FakeBotApi.Fault.unknownParts());
        assertThat(send(replacing(id, reply(DisplayMode.REPLACES, "Two?")))).isEqualTo(new SendResult.Sent(id));
    }

    @Test
    void silenceLeavesItUnknown() {
        api.injectFault("sendMessage", 1, FakeBotApi.Fault.hangs());
        BotApiClient hasty = new BotApiClient(
                new TelegramConfiguration(api.token(), api.url()),
                Duration.ofMillis(200),
                new BotApiMetrics(new SimpleMeterRegistry()));
        assertThat(senderBy(hasty).sendMessage(AMNA, message(reply(DisplayMode.PLAIN, "hello"), null, 0)))
                .isInstanceOf(SendResult.Unknown.class);
        hasty.closeConnections();
    }

    private static TelegramSender senderBy(BotApiClient bot) {
        return new TelegramSender(
                bot,
                null,
                NO_FORMS,
                new TelegramLimitsConfiguration(1, 5, 20, 30),
                null,
                null,
                null,
                Clock.systemUTC());
    }

    private SendResult send(Reply reply) {
        return send(reply, 0);
    }

    private SendResult send(Reply reply, int attempts) {
        return send(message(reply, null, attempts));
    }

    private SendResult send(Message message) {
        return sender.sendMessage(AMNA, message);
    }

    @Test
    void aWithdrawnMessageIsDeletedAndAMissingOneCountsAsDeleted() {
        String first = String.valueOf(((SendResult.Sent) send(reply(DisplayMode.PLAIN, "One?"))).reference());
        assertThat(send(replacing(first, Reply.ofRetraction()))).isEqualTo(new SendResult.Sent(first));
        assertThat(amna.screen()).isEmpty();
        assertThat(send(replacing(first, Reply.ofRetraction()))).isEqualTo(new SendResult.Sent(first));
        assertThat(send(replacing(null, Reply.ofRetraction()))).isEqualTo(new SendResult.Sent(null));
        assertThat(api.calls("sendMessage")).hasSize(1);
        assertThat(api.complaints()).isEmpty();
    }

    @Test
    void deletingAnOldMessageIsRefusedAndALostDeletionRepeated() {
        String first = String.valueOf(((SendResult.Sent) send(reply(DisplayMode.PLAIN, "One?"))).reference());
        api.injectFault("deleteMessage", 1, FakeBotApi.Fault.refused(400, "Bad Request: message can't be deleted"));
        assertThat(send(replacing(first, Reply.ofRetraction())))
                .isEqualTo(new SendResult.Refused("400 message can't be deleted", false));
        api.injectFault("deleteMessage", 2, FakeBotApi.Fault.cutBefore());
        assertThat(send(replacing(first, Reply.ofRetraction()))).isInstanceOf(SendResult.RetryAfter.class);
    }

    private static Message replacing(String reference, Reply reply) {
        return message(reply, reference, 0);
    }

    static Message message(Reply reply, String replaces, int attempts) {
        Instant at = Instant.parse("2026-03-02T05:00:00Z");
        return new Message(
                11,
                1,
                1,
                Message.Direction.REPLY,
                reply,
                replaces,
                Message.State.PENDING,
                attempts,
                null,
                null,
                null,
                at);
    }

    @SafeVarargs
    private static Reply reply(DisplayMode manner, String text, List<ReplyButton>... rows) {
        return new Reply(text, Arrays.asList(rows), null, manner);
    }

    private static String sent(SendResult outcome) {
        return ((SendResult.Sent) outcome).reference();
    }

    private static Duration pause(SendResult outcome) {
        return ((SendResult.RetryAfter) outcome).pause();
    }
}
