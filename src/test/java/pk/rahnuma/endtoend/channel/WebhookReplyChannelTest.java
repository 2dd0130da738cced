package pk.rahnuma.endtoend.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import pk.rahnuma.TestServer;
import pk.rahnuma.endtoend.TelegramRegistrationTest;
import pk.rahnuma.telegram.fake.FakeBotApi;

/// Contract of channels for the bot whose replies are sent in the responses to its webhook.
public class WebhookReplyChannelTest extends ChannelContract {

    private final FakeBotApi api = FakeBotApi.start();
    private long chats = 9700;

    @Override
    TestServer startServer() {
        return TelegramRegistrationTest.start(carrying(TestServer.onH2()), api);
    }

    public static TestServer.Builder carrying(TestServer.Builder plan) {
        return WebhookChannelTest.byWebhook(plan).withProperty("rahnuma.telegram.reply-in-webhook", true);
    }

    @Override
    ChannelUser newUser(TestServer server) {
        return new TelegramChannelUser(api, api.person(++chats, "en"));
    }

    @Override
    boolean repeatsReplies() {
        return true;
    }

    @AfterAll
    void close() {
        assertThat(api.complaints()).isEmpty();
        assertThat(api.calls("sendMessage"))
                .extracting(FakeBotApi.Call::carried)
                .contains(true, false);
        api.close();
    }
}
