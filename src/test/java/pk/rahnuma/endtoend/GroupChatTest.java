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
import pk.rahnuma.telegram.profile.BotProfileRegistrar;

/// Messages in groups on Telegram that are not the staff's.
class GroupChatTest {

    private static final long GROUP = -5001;
    private static final long OTHER_GROUP = -5002;

    private FakeBotApi api;
    private TestServer server;

    @BeforeEach
    void open() {
        api = FakeBotApi.start();
        server = TelegramRegistrationTest.start(TestServer.onH2(), api);
        BotProfileRegistrar registrar = server.getBean(BotProfileRegistrar.class);
        AwaitSupport.await().until(() -> registrar.botUsername().isPresent());
    }

    @AfterEach
    void close() {
        server.close();
        assertThat(api.complaints()).isEmpty();
        api.close();
    }

    private void writeInGroup(long group, String language, String text) {
        api.person(group, language);
        api.inject("""
                {"message":{"message_id":1,"chat":{"id":%d,"type":"supergroup"},
                "from":{"id":7001,"language_code":"%s"},"text":"%s"}}""".formatted(group, language, text));
    }

    /// Texts in the group, once all updates so far are done.
    private List<String> saidIn(long group) {
        FakeTelegramUser last = api.person(7099, "en");
        api.awaitConfirmed(last.says("hello").update());
        last.awaits("This is Rahnuma");
        return api.person(group, "en").heard().stream()
                .map(FakeBotApi.Said::text)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/start", "/start@" + FakeBotApi.USERNAME, "is it free, @" + FakeBotApi.USERNAME + "?"})
    void anAddressedBotAsksToWriteInPrivate(String text) {
        writeInGroup(GROUP, "en", text);
        api.person(GROUP, "en").awaits("Please write to me there:\nhttps://t.me/" + FakeBotApi.USERNAME);
    }

    @Test
    void theAnswerIsInTheLanguageOfTheWriter() {
        writeInGroup(GROUP, "ur", "/status");
        api.person(GROUP, "ur").awaits("نجی گفتگو");
    }

    @Test
    void eachGroupIsAnsweredOnceADay() {
        writeInGroup(GROUP, "en", "/start");
        api.person(GROUP, "en").awaits("Please write to me there");
        writeInGroup(GROUP, "en", "/start");
        writeInGroup(OTHER_GROUP, "en", "/start");
        api.person(OTHER_GROUP, "en").awaits("Please write to me there");
        assertThat(saidIn(GROUP)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"is it free?", "/start@another_bot", "35202-1234567-1"})
    void wordsForOthersAreNotAnswered(String text) {
        writeInGroup(GROUP, "en", text);
        assertThat(saidIn(GROUP)).isEmpty();
    }

    @Test
    void nothingOfAGroupIsStored() {
        writeInGroup(GROUP, "en", "/start 35202-1234567-1");
        api.person(GROUP, "en").awaits("Please write to me there");
        assertThat(server.sql().queryOne(Integer.class, "select count(*) from chat"))
                .isZero();
    }
}
