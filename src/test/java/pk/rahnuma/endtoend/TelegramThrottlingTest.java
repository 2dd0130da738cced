package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// Whole desk whose bot is throttled by Telegram.
class TelegramThrottlingTest {

    private final TestServer server = TestServer.onH2()
            .withProperty("rahnuma.telegram.limits.chat", 20)
            .withProperty("rahnuma.telegram.limits.burst", 1)
            .withBot()
            .shareServer();
    private final FakeBotApi api = server.bot();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aThrottledPersonIsAnsweredOnceLaterAndOthersAtOnce() {
        FakeTelegramUser amna = api.newPerson("en");
        FakeTelegramUser bilal = api.newPerson("en");
        // Longer than a busy machine takes to answer the other one.
        api.injectFault("sendMessage", 1, FakeBotApi.Fault.tooMany(5));
        amna.says("/start");
        api.awaitCalls("sendMessage", 1);
        bilal.says("/start");
        bilal.awaits("This is Rahnuma");
        amna.awaits("This is Rahnuma");
        List<FakeBotApi.Call> calls = api.awaitCalls("sendMessage", 3);
        assertThat(calls).extracting(FakeBotApi.Call::status).containsExactly(429, 200, 200);
        assertThat(calls.stream().map(call -> call.parameters().get("chat_id").asLong()))
                .containsExactly(amna.id(), bilal.id(), amna.id());
        assertThat(amna.screen()).hasSize(1);
    }

    @Test
    void severalThatAreHeldBackStopTheBotAndAllAreAnsweredOnceAndInOrder() {
        List<FakeTelegramUser> people = new ArrayList<>();
        api.injectFault("sendMessage", 3, FakeBotApi.Fault.tooMany(1));
        for (int i = 0; i < 3; i++) {
            people.add(api.newPerson("en"));
            people.get(i).says("/start");
            api.awaitCalls("sendMessage", i + 1);
        }
        for (int i = 3; i < 8; i++) {
            people.add(api.newPerson("en"));
            people.get(i).says("/start");
        }
        people.forEach(person -> person.awaits("This is Rahnuma"));
        // The stand-in shows a message before it records the call.
        assertThat(api.awaitCalls("sendMessage", 3 + 8)).hasSize(3 + 8);
        people.forEach(person -> assertThat(person.screen()).hasSize(1));
    }

    @Test
    void manyMessagesToOneChatAreSpreadAndComeInOrder() {
        FakeTelegramUser amna = api.newPerson("en");
        amna.says("/start");
        amna.awaits("This is Rahnuma");
        long conversation = server.sql().queryOne(Long.class, "select max(id) from conversation");
        List<Reply> replies = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            replies.add(Reply.ofText("part " + i));
        }
        server.getBean(ConversationMessageService.class)
                .postAnswersAbout(conversation, conversation, replies, Instant.now());
        amna.awaits("part 9");
        assertThat(amna.screen().stream().map(FakeBotApi.Said::text).filter(text -> text.startsWith("part")))
                .containsExactlyElementsOf(replies.stream().map(Reply::text).toList());
    }

    @Test
    void anInterruptedNoticeIsNotRepeatedAndIsReportedAsUnknown() {
        FakeTelegramUser amna = api.newPerson("en");
        amna.says("/start");
        amna.awaits("This is Rahnuma");
        long conversation = server.sql().queryOne(Long.class, "select max(id) from conversation");
        api.injectFault("sendMessage", 1, FakeBotApi.Fault.cutAfter());
        ConversationMessageService messages = server.getBean(ConversationMessageService.class);
        messages.postNotices(conversation, List.of(Reply.ofText("decided")), Instant.now());
        amna.awaits("decided");
        messages.postNotices(conversation, List.of(Reply.ofText("next")), Instant.now());
        amna.awaits("next");
        assertThat(amna.screen().stream().map(FakeBotApi.Said::text).filter("decided"::equals))
                .hasSize(1);
        // The result of a send is recorded a moment later.
        Message doubtful = AwaitSupport.await()
                .until(
                        () -> messages.readLast(conversation, 2).getFirst(),
                        message -> message.state() != Message.State.PENDING);
        assertThat(doubtful.body().text() + " " + doubtful.state()).isEqualTo("decided UNKNOWN");
    }
}
