package pk.rahnuma.endtoend.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.FreePort;
import pk.rahnuma.TestServer;
import pk.rahnuma.endtoend.TelegramRegistrationTest;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// Contract of channels for the bot with a webhook.
public class WebhookChannelTest extends ChannelContract {

    private final FakeBotApi api = FakeBotApi.start();
    private final AtomicLong chats = new AtomicLong(9500);

    @Override
    TestServer startServer() {
        return TelegramRegistrationTest.start(byWebhook(TestServer.onH2()), api);
    }

    @Override
    ChannelUser newUser(TestServer server) {
        return new TelegramChannelUser(api, api.person(chats.incrementAndGet(), "en"));
    }

    @AfterAll
    void close() {
        assertThat(api.complaints()).isEmpty();
        assertThat(api.calls("getUpdates")).isEmpty();
        api.close();
    }

    /// Its port must be known before it starts.
    public static TestServer.Builder byWebhook(TestServer.Builder plan) {
        try {
            String port = Integer.toString(FreePort.find());
            return plan.withVariable("MICRONAUT_SERVER_PORT", port)
                    .withVariable("TELEGRAM_WEBHOOK_URL", "http://127.0.0.1:" + port)
                    .withVariable("TELEGRAM_WEBHOOK_SECRET", "a-secret-of-the-tests");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anInvalidUpdateIsAcknowledgedAndDelaysNoOthers() {
        long broken = api.inject("{\"message\":{\"chat\":");
        long strange = api.inject("{\"something_new\":{\"chat\":{\"id\":1}}}");
        api.awaitConfirmed(broken);
        api.awaitConfirmed(strange);
        FakeTelegramUser ali = api.person(chats.incrementAndGet(), "en");
        ali.says("/start");
        ali.awaits("This is Rahnuma");
    }
}
