package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.telegram.FakeBotApi;
import pk.rahnuma.telegram.FakeTelegramUser;

/// A whole desk whose bot Telegram tells to slow down.
class TelegramThrottlingTest {

    private final FakeBotApi api = FakeBotApi.start();
    private final TestServer house = TelegramRegistrationTest.start(
            TestServer.onH2().property("rahnuma.telegram.limits.chat", 20).property("rahnuma.telegram.limits.burst", 1),
            api);

    @AfterEach
    void close() {
        house.close();
        assertThat(api.complaints()).isEmpty();
        api.close();
    }

    @Test
    void who_is_held_back_is_answered_once_when_the_time_has_come_and_others_are_answered_meanwhile() {
        FakeTelegramUser amna = api.person(7301, "en");
        FakeTelegramUser bilal = api.person(7302, "en");
        api.fault("sendMessage", 1, FakeBotApi.Fault.tooMany(1));
        amna.says("/start");
        api.awaitCalls("sendMessage", 1);
        bilal.says("/start");
        bilal.awaits("Which language?");
        amna.awaits("Which language?");
        List<FakeBotApi.Call> calls = api.awaitCalls("sendMessage", 3);
        assertThat(calls).extracting(FakeBotApi.Call::status).containsExactly(429, 200, 200);
        assertThat(calls.stream().map(call -> call.parameters().get("chat_id").asText()))
                .containsExactly("7301", "7302", "7301");
        assertThat(amna.screen()).hasSize(1);
    }

    @Test
    void several_that_are_held_back_stop_the_bot_and_all_are_answered_once_and_in_order() {
        List<FakeTelegramUser> people = new ArrayList<>();
        api.fault("sendMessage", 3, FakeBotApi.Fault.tooMany(1));
        for (int i = 0; i < 3; i++) {
            people.add(api.person(7310 + i, "en"));
            people.get(i).says("/start");
            api.awaitCalls("sendMessage", i + 1);
        }
        for (int i = 3; i < 8; i++) {
            people.add(api.person(7310 + i, "en"));
            people.get(i).says("/start");
        }
        people.forEach(person -> person.awaits("Which language?"));
        // The stand-in shows a message before it notes the call.
        assertThat(api.awaitCalls("sendMessage", 3 + 8)).hasSize(3 + 8);
        people.forEach(person -> assertThat(person.screen()).hasSize(1));
    }

    @Test
    void many_messages_to_one_chat_are_spread_and_come_in_order() {
        FakeTelegramUser amna = api.person(7321, "en");
        amna.says("/start");
        amna.awaits("Which language?");
        long conversation = house.get(Jdbi.class)
                .withHandle(handle -> handle.createQuery("select max(id) from conversation")
                        .mapTo(Long.class)
                        .one());
        List<Reply> replies = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            replies.add(Reply.plain("part " + i));
        }
        house.get(ConversationMessageService.class).answerAbout(conversation, conversation, replies, Instant.now());
        amna.awaits("part 9");
        assertThat(amna.screen().stream().map(FakeBotApi.Said::text).filter(text -> text.startsWith("part")))
                .containsExactlyElementsOf(replies.stream().map(Reply::text).toList());
    }

    @Test
    void a_notice_whose_sending_was_cut_is_not_sent_again_and_is_told_to_be_doubtful() {
        FakeTelegramUser amna = api.person(7331, "en");
        amna.says("/start");
        amna.awaits("Which language?");
        long conversation = house.get(Jdbi.class)
                .withHandle(handle -> handle.createQuery("select max(id) from conversation")
                        .mapTo(Long.class)
                        .one());
        api.fault("sendMessage", 1, FakeBotApi.Fault.cutAfter());
        ConversationMessageService messages = house.get(ConversationMessageService.class);
        messages.post(conversation, List.of(Reply.plain("decided")), Instant.now());
        amna.awaits("decided");
        messages.post(conversation, List.of(Reply.plain("next")), Instant.now());
        amna.awaits("next");
        assertThat(amna.screen().stream().map(FakeBotApi.Said::text).filter("decided"::equals))
                .hasSize(1);
        // What came of sending is recorded a moment after.
        Message doubtful = AwaitSupport.await()
                .until(
                        () -> messages.last(conversation, 2).getFirst(),
                        message -> message.state() != Message.State.PENDING);
        assertThat(doubtful.body().text() + " " + doubtful.state()).isEqualTo("decided UNKNOWN");
    }
}
