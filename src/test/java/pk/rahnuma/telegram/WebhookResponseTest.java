package pk.rahnuma.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.telegram.fake.BotApiRequest;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.telegram.update.WebhookConfiguration;

/// Contents of a webhook's 200.
class WebhookResponseTest {

    private static final TestServer server = TestServer.onH2().withWebhook().shareServer();
    private static long updates = 700;

    private static String message(long chat, String text) {
        return """
                {"update_id":%d,"message":{"message_id":1,"date":0,"chat":{"id":%d,"type":"private"},"from":{"id":%d},
                "text":"%s"}}""".formatted(++updates, chat, chat, text);
    }

    private static String tap(long chat, int message, String data) {
        return """
                {"update_id":%d,"callback_query":{"id":"q%d","data":"%s","from":{"id":%d},
                "message":{"message_id":%d,"date":0,"chat":{"id":%d,"type":"private"}}}}""".formatted(++updates, updates, data, chat, message, chat);
    }

    /// @return the call in the answer; missing when there is none
    private static JsonNode bring(String update) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(server.address().resolve(WebhookConfiguration.PATH))
                            .header("X-Telegram-Bot-Api-Secret-Token", TestServer.WEBHOOK_SECRET)
                            .POST(BodyPublishers.ofString(update))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body().isEmpty()
                    ? BotApiRequest.JSON.missingNode()
                    : BotApiRequest.JSON.readTree(answer.body());
        }
    }

    @Test
    void aReplyIsSentByACallWhoseOutcomeIsRecorded() throws Exception {
        FakeTelegramUser person = server.bot().newPerson("en");
        assertThat(bring(message(person.id(), "/start")).isMissingNode()).isTrue();
        person.awaits("This is Rahnuma");
    }

    @Test
    void aTapIsAnsweredInTheWebhookResponse() throws Exception {
        FakeTelegramUser person = server.bot().newPerson("en");
        bring(message(person.id(), "/start"));
        person.awaits("This is Rahnuma");
        JsonNode call = bring(tap(person.id(), person.screen().getLast().id(), "!speak=en"));
        assertThat(call.path("method").asText()).isEqualToIgnoringCase("answerCallbackQuery");
        assertThat(call.path("callback_query_id").asText()).isEqualTo("q" + updates);
    }
}
