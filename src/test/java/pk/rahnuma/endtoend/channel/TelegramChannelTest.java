package pk.rahnuma.endtoend.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.endtoend.ExpectedTexts;
import pk.rahnuma.endtoend.TelegramRegistrationTest;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// Contract of channels for the polling bot, and inputs that only Telegram has.
class TelegramChannelTest extends ChannelContract {

    @Override
    TestServer startServer() {
        return TestServer.onMariaDb().withBot().shareServer();
    }

    @Override
    ChannelUser newUser(TestServer server) {
        return new TelegramChannelUser(server.bot(), server.bot().newPerson("en"));
    }

    @Test
    void aPhotoWhereTextIsExpectedGetsAFriendlyWordAndTheQuestionAgain() {
        FakeTelegramUser ali = server().bot().newPerson("en");
        TelegramRegistrationTest.greet(ali, ExpectedTexts.inLanguage("en"));
        ali.says("human");
        ali.awaits("Write in one message");
        ali.sendsPhoto("my bill");
        assertThat(ali.awaits("not as a file").text()).contains("Write in one message");
    }
}
