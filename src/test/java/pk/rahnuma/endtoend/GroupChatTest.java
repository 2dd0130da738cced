package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.telegram.send.BotProfileRegistrar;

/// Messages in groups on Telegram that are not the staff's.
class GroupChatTest {

    private final TestServer server = TestServer.onH2().withBot().shareServer();
    private final FakeBotApi api = server.bot();
    private final long group = -api.newChat();
    private final long otherGroup = -api.newChat();

    @BeforeEach
    void awaitName() {
        BotProfileRegistrar registrar = server.getBean(BotProfileRegistrar.class);
        AwaitSupport.await().until(() -> registrar.botUsername().isPresent());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void writeInGroup(long group, String language, String text) {
        api.person(group, language);
        api.inject("""
                {"message":{"message_id":1,"chat":{"id":%d,"type":"supergroup"},
                "from":{"id":7001,"language_code":"%s"},"text":"%s"}}""".formatted(group, language, text));
    }

    /// Texts in the group, once all updates so far are done.
    private List<String> saidIn(long group) {
        FakeTelegramUser last = api.newPerson("en");
        api.awaitConfirmed(last.says("hello").update());
        last.awaits("This is Rahnuma");
        return api.person(group, "en").heard().stream()
                .map(FakeBotApi.Said::text)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/start", "/start@" + FakeBotApi.USERNAME, "is it free, @" + FakeBotApi.USERNAME + "?"})
    void anAddressedBotAsksToWriteInPrivate(String text) {
        writeInGroup(group, "en", text);
        api.person(group, "en").awaits("Please write to me there:\nhttps://t.me/" + FakeBotApi.USERNAME);
    }

    @Test
    void theAnswerIsInTheLanguageOfTheWriter() {
        writeInGroup(group, "ur", "/status");
        api.person(group, "ur").awaits("نجی گفتگو");
    }

    @Test
    void eachGroupIsAnsweredOnceADay() {
        writeInGroup(group, "en", "/start");
        api.person(group, "en").awaits("Please write to me there");
        writeInGroup(group, "en", "/start");
        writeInGroup(otherGroup, "en", "/start");
        api.person(otherGroup, "en").awaits("Please write to me there");
        assertThat(saidIn(group)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"is it free?", "/start@another_bot", "35202-1234567-1"})
    void wordsForOthersAreNotAnswered(String text) {
        writeInGroup(group, "en", text);
        assertThat(saidIn(group)).isEmpty();
    }

    @Test
    void nothingOfAGroupIsStored() {
        writeInGroup(group, "en", "/start 35202-1234567-1");
        api.person(group, "en").awaits("Please write to me there");
        assertThat(server.sql().queryOne(Integer.class, "select count(*) from chat"))
                .isZero();
    }
}
