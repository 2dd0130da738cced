package pk.rahnuma.endtoend.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.endtoend.ExpectedTexts;
import pk.rahnuma.endtoend.TelegramRegistrationTest;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// Contract of channels for the polling bot, and inputs that only Telegram has.
class TelegramChannelTest extends ChannelContract {

    private final FakeBotApi api = FakeBotApi.start();
    private final AtomicLong chats = new AtomicLong(9000);

    @Override
    TestServer startServer() {
        return TelegramRegistrationTest.start(TestServer.onMariaDb(), api);
    }

    @Override
    ChannelUser newUser(TestServer server) {
        return new TelegramChannelUser(api, api.person(chats.incrementAndGet(), "en"));
    }

    @AfterAll
    void close() {
        assertThat(api.complaints()).isEmpty();
        api.close();
    }

    @Test
    void aPhotoWhereTextIsExpectedGetsAFriendlyWordAndTheQuestionAgain() {
        FakeTelegramUser ali = api.person(chats.incrementAndGet(), "en");
        TelegramRegistrationTest.greet(ali, ExpectedTexts.inLanguage("en"));
        ali.says("human");
        ali.awaits("Write in one message");
        ali.sendsPhoto("my bill");
        assertThat(ali.awaits("not as a file").text()).contains("Write in one message");
    }
}
