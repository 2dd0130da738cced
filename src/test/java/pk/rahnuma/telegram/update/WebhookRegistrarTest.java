package pk.rahnuma.telegram.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.telegram.SteppedRetryPause;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.telegram.send.BotApiClient;
import pk.rahnuma.telegram.send.BotApiMetrics;
import pk.rahnuma.telegram.send.TelegramConfiguration;

/// Registration of the webhook, and its protection.
class WebhookRegistrarTest {

    private static final String SECRET = TestServer.WEBHOOK_SECRET;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private static final TestServer server = TestServer.onH2().withWebhook().shareServer();
    private static final FakeTelegramUser person = server.bot().newPerson("en");
    private static final String UPDATE = """
            {"update_id":7,"message":{"message_id":1,"date":0,"chat":{"id":%1$d,"type":"private"},"from":{"id":%1$d},
            "text":"/start"}}""".formatted(person.id());

    private static int post(String secret, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.address().resolve(WebhookConfiguration.PATH))
                .POST(BodyPublishers.ofString(body));
        if (secret != null) {
            request.header("X-Telegram-Bot-Api-Secret-Token", secret);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void registersAddressSecretAndKindsAgainUntilTelegramAcceptsThemAfterThePausesThatItAsksFor() throws Exception {
        SteppedRetryPause pause = new SteppedRetryPause();
        BotApiMetrics results = new BotApiMetrics(meters);
        try (FakeBotApi own = FakeBotApi.start()) {
            own.injectFault("setWebhook", 1, FakeBotApi.Fault.gateway(502));
            own.injectFault("setWebhook", 1, FakeBotApi.Fault.withoutOk());
            own.injectFault("setWebhook", 1, FakeBotApi.Fault.tooMany(17));
            own.injectFault("setWebhook", 1, FakeBotApi.Fault.cutBefore());
            BotApiClient bot = new BotApiClient(new TelegramConfiguration(own.token(), own.url()), results);
            WebhookRegistrar registrar =
                    new WebhookRegistrar(bot, new WebhookConfiguration("https://desk.example.pk/", SECRET), pause);
            registrar.startThread();
            for (int seconds : List.of(1, 2, 17)) {
                assertThat(pause.awaitStart()).isEqualTo(Duration.ofSeconds(seconds));
                assertThat(registrar.isRegistered()).isFalse();
                pause.endPause();
            }
            FakeBotApi.Call call = own.awaitCalls("setWebhook", 5).getLast();
            assertThat(call.parameters().path("url").asText()).isEqualTo("https://desk.example.pk/telegram/webhook");
            assertThat(call.parameters().path("secret_token").asText()).isEqualTo(SECRET);
            assertThat(call.parameters().path("allowed_updates").toString()).contains("my_chat_member");
            assertThat(call.parameters().path("drop_pending_updates").asBoolean())
                    .isFalse();
            await().until(registrar::isRegistered);
            assertThat(pause.hasBegun()).isFalse();
            assertThat(answers("fault")).isEqualTo(2);
            assertThat(answers("too_many")).isEqualTo(1);
            assertThat(answers("ok")).isEqualTo(1);
            bot.closeConnections();
        }
    }

    private double answers(String kind) {
        return meters.counter("rahnuma.telegram.answers", "answer", kind).count();
    }

    @Test
    void withoutTheSecretThereIsNothingHere() throws Exception {
        for (String wrong : List.of("", SECRET + "x", SECRET.toUpperCase(), "x")) {
            assertThat(post(wrong, UPDATE)).isEqualTo(404);
        }
        assertThat(post(null, UPDATE)).isEqualTo(404);
    }

    @Test
    void anUpdateIsAnsweredWith200OnceItIsCommittedAndAgainWhenItComesAgain() throws Exception {
        assertThat(post(SECRET, UPDATE)).isEqualTo(200);
        person.awaits("This is Rahnuma");
        assertThat(post(SECRET, UPDATE)).isEqualTo(200);
        assertThat(person.heard()).hasSize(1);
    }

    @Test
    void aBrokenUpdateIsAcknowledged() throws Exception {
        for (String broken : List.of("", "[]", "null", "{", "{\"update_id\":\"x\",\"message\":[]}", "[".repeat(9000))) {
            assertThat(post(SECRET, broken)).as(broken).isEqualTo(200);
        }
    }

    @Test
    void thePathIsNotThereForADeskThatAsksForUpdates() throws Exception {
        try (TestServer asking = TestServer.onH2().shareServer()) {
            try (HttpClient http = HttpClient.newHttpClient()) {
                HttpRequest request = HttpRequest.newBuilder(asking.address().resolve(WebhookConfiguration.PATH))
                        .header("X-Telegram-Bot-Api-Secret-Token", SECRET)
                        .POST(BodyPublishers.ofString(UPDATE))
                        .build();
                assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                        .isEqualTo(404);
            }
        }
    }
}
