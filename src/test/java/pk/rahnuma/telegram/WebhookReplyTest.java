package pk.rahnuma.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.chat.Channel;
import pk.rahnuma.messaging.chat.ChatAddress;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.telegram.fake.BotApiRequest;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.telegram.webhook.WebhookConfiguration;

/// Contents of a webhook's 200, and replies that are sent separately.
class WebhookReplyTest {

    private static final String SECRET = "a-secret-of-the-tests";

    private static FakeBotApi api;
    private static TestServer server;
    private static long updates = 700;

    @BeforeAll
    static void open() {
        api = FakeBotApi.start();
        server = TestServer.onH2()
                .withVariable("TELEGRAM_BOT_TOKEN", api.token())
                .withVariable("TELEGRAM_API_URL", api.url())
                .withVariable("TELEGRAM_WEBHOOK_URL", "http://desk.example.pk/")
                .withVariable("TELEGRAM_WEBHOOK_SECRET", SECRET)
                .withProperty("rahnuma.telegram.reply-in-webhook", true)
                .startServer();
    }

    @AfterAll
    static void close() {
        server.close();
        api.close();
    }

    private static String message(long chat, String text) {
        return """
                {"update_id":%d,"message":{"message_id":1,"date":0,"chat":{"id":%d,"type":"private"},"from":{"id":%d},
                "text":"%s"}}""".formatted(++updates, chat, chat, text);
    }

    private static String tap(long chat, String data) {
        return """
                {"update_id":%d,"callback_query":{"id":"q%d","data":"%s","from":{"id":%d},
                "message":{"message_id":1,"date":0,"chat":{"id":%d,"type":"private"}}}}""".formatted(++updates, updates, data, chat, chat);
    }

    /// @return the call in the answer; missing when there is none
    private static JsonNode bring(String update) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(server.address().resolve(WebhookConfiguration.PATH))
                            .header("X-Telegram-Bot-Api-Secret-Token", SECRET)
                            .POST(BodyPublishers.ofString(update))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body().isEmpty()
                    ? BotApiRequest.JSON.missingNode()
                    : BotApiRequest.JSON.readTree(answer.body());
        }
    }

    private static List<String> states(long chat) {
        return server.getBean(Jdbi.class)
                .withHandle(handle -> handle.createQuery("""
                                select m.state from message m join chat c on c.id = m.chat_id
                                where m.direction = 'S' and c.id = :chat order by m.seq
                                """)
                        .bind("chat", chat(chat).id())
                        .mapTo(String.class)
                        .list());
    }

    private static pk.rahnuma.messaging.chat.Chat chat(long id) {
        ChatAddress address = new ChatAddress(Channel.TELEGRAM, Long.toString(id));
        return server.getBean(ChatRepository.class)
                .findByAddresses(List.of(address))
                .get(address);
    }

    @Test
    void aReplyIsSentInTheWebhookResponseAndRepeatedForTheSameUpdate() throws Exception {
        String update = message(801, "/start");
        JsonNode call = bring(update);
        assertThat(call.path("method").asText()).isEqualToIgnoringCase("sendMessage");
        assertThat(call.path("chat_id").asText()).isEqualTo("801");
        assertThat(call.path("text").asText()).contains("Which language?");
        assertThat(call.at("/reply_markup/inline_keyboard/0/0/text").asText()).isEqualTo("English");
        assertThat(bring(update)).isEqualTo(call);
        assertThat(states(801)).containsExactly("CARRIED");
        assertThat(api.calls("sendMessage"))
                .noneMatch(sent -> sent.parameters().path("chat_id").asText().equals("801"));
    }

    @Test
    void aTapWhoseReplyIsInTheWebhookResponseIsAnsweredByACall() throws Exception {
        bring(message(802, "/start"));
        JsonNode call = bring(tap(802, "!speak=en"));
        assertThat(call.path("method").asText()).isEqualToIgnoringCase("sendMessage");
        String query = "q" + updates;
        assertThat(api.awaitCalls("answerCallbackQuery", 1))
                .anyMatch(answer ->
                        answer.parameters().path("callback_query_id").asText().equals(query));
    }

    @Test
    void aReplyWaitsForWhatWasSaidBeforeItAndIsNotSent() throws Exception {
        FakeTelegramUser person = api.person(803, "en");
        bring(message(803, "/start"));
        api.injectFault("sendMessage", 1, FakeBotApi.Fault.tooMany(1));
        server.getBean(ConversationMessageService.class)
                .postNotices(
                        chat(803).conversation(),
                        List.of(Reply.ofText("from the staff")),
                        server.getBean(Clock.class).instant());
        assertThat(bring(message(803, "english")).isMissingNode()).isTrue();
        person.awaits("assistance desk");
        assertThat(person.heard().getFirst()).asString().contains("from the staff");
        assertThat(states(803).getFirst()).isEqualTo("CARRIED");
    }
}
