package pk.rahnuma.endtoend.channel;

import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// Contract of channels for the bot with a webhook.
public class WebhookChannelTest extends ChannelContract {

    @Override
    TestServer startServer() {
        return TestServer.onH2().withWebhook().shareServer();
    }

    @Override
    ChannelUser newUser(TestServer server) {
        return new TelegramChannelUser(server.bot(), server.bot().newPerson("en"));
    }

    @Test
    void anInvalidUpdateIsAcknowledgedAndDelaysNoOthers() {
        long broken = server().bot().inject("{\"message\":{\"chat\":");
        long strange = server().bot().inject("{\"something_new\":{\"chat\":{\"id\":1}}}");
        server().bot().awaitConfirmed(broken);
        server().bot().awaitConfirmed(strange);
        FakeTelegramUser ali = server().bot().newPerson("en");
        ali.says("/start");
        ali.awaits("This is Rahnuma");
    }
}
