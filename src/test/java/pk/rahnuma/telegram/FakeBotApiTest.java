package pk.rahnuma.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.telegram.fake.BotApiRequest;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.telegram.fake.RawBotApiCall;

/// The stub is only useful if it refuses invalid calls.
class FakeBotApiTest {

    private final FakeBotApi api = FakeBotApi.start();
    private final FakeTelegramUser amna = api.person(7001, "en");

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void jsonFormsAndMultipartSayTheSame() throws Exception {
        RawBotApiCall.json(api, "sendMessage", "{\"chat_id\":\"7001\",\"text\":\"by json\"}");
        RawBotApiCall.post(
                api,
                "SENDMESSAGE",
                "application/x-www-form-urlencoded",
                "chat_id=7001&text=by+form&reply_markup=%7B%22remove_keyboard%22%3Atrue%7D");
        RawBotApiCall.post(
                api,
                "sendmessage",
                "multipart/form-data; boundary=xYz",
                "--xYz\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n7001\r\n"
                        + "--xYz\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nby multipart: آمنہ\r\n--xYz--\r\n");
        assertThat(amna.screen())
                .extracting(FakeBotApi.Said::text)
                .containsExactly("by json", "by form", "by multipart: آمنہ");
        assertThat(amna.awaits("by form").removesKeys()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<b>Amna|can't parse entities",
                "Amna <amna@example.org>|can't parse entities",
                "<b>Amna</i>|can't parse entities",
                "<b> </b>|message text is empty"
            })
    void htmlThatIsNotRightIsRefusedAndComplainedOf(String text, String why) throws Exception {
        JsonNode answer = RawBotApiCall.json(
                api, "sendMessage", "{\"chat_id\":7001,\"parse_mode\":\"HTML\",\"text\":\"" + text + "\"}");
        assertThat(answer.path("description").asText()).contains(why);
        assertThat(api.complaints()).hasSize(1);
    }

    @Test
    void htmlIsReadAsPeopleSeeIt() throws Exception {
        RawBotApiCall.json(
                api,
                "sendMessage",
                "{\"chat_id\":7001,\"parse_mode\":\"HTML\",\"text\":\"<b>5 &lt; 6</b> &amp; <code>x</code> > y\"}");
        assertThat(amna.awaits("5 < 6 & x > y").edited()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'inline_keyboard':[[{'text':'Yes'}]]}",
                "{'inline_keyboard':[[{'text':'','callback_data':'x'}]]}",
                "{'inline_keyboard':[[{'text':'Yes','callback_data':''}]]}",
                "{'inline_keyboard':[{'text':'Yes','callback_data':'x'}]}",
                "{'inline_keyboard':[[]]}",
                "{'keyboard':[[{'text':'Yes','callback_data':'x'}]]}",
                "{'buttons':[]}",
                "[]"
            })
    void aKeyboardThatIsNotRightIsRefused(String markup) throws Exception {
        assertThat(sendWith(markup.replace('\'', '"')).path("error_code").asInt())
                .isEqualTo(400);
        assertThat(api.complaints()).hasSize(1);
    }

    @Test
    void theDataOfAButtonIsAtMost64Bytes() throws Exception {
        String markup = "{\"inline_keyboard\":[[{\"text\":\"Yes\",\"callback_data\":\"%s\"}]]}";
        assertThat(sendWith(markup.formatted("x".repeat(64))).path("ok").asBoolean())
                .isTrue();
        assertThat(sendWith(markup.formatted("آ".repeat(33)))
                        .path("description")
                        .asText())
                .contains("BUTTON_DATA_INVALID");
    }

    @Test
    void aMessageIsAtMost4096CharactersAfterEntities() throws Exception {
        String text = "{\"chat_id\":7001,\"parse_mode\":\"HTML\",\"text\":\"%s\"}";
        assertThat(RawBotApiCall.json(api, "sendMessage", text.formatted("&amp;".repeat(4096)))
                        .path("ok")
                        .asBoolean())
                .isTrue();
        assertThat(RawBotApiCall.json(api, "sendMessage", text.formatted("x".repeat(4097)))
                        .path("description")
                        .asText())
                .contains("message is too long");
    }

    @Test
    void aTapCanBeAnsweredFor150Seconds() throws Exception {
        RawBotApiCall.json(
                api,
                "sendMessage",
                "{\"chat_id\":7001,\"text\":\"Sure?\",\"reply_markup\":"
                        + "{\"inline_keyboard\":[[{\"text\":\"Yes\",\"callback_data\":\"x\"}]]}}");
        String query = BotApiRequest.JSON
                .readTree(amna.taps("Yes").body())
                .path("callback_query")
                .path("id")
                .asText();
        String call = "{\"callback_query_id\":\"" + query + "\",\"text\":\"done\"}";
        api.advanceClock(Duration.ofSeconds(150));
        assertThat(RawBotApiCall.json(api, "answerCallbackQuery", call)
                        .path("ok")
                        .asBoolean())
                .isTrue();
        assertThat(amna.awaitsNotice("done")).isEqualTo("done");
        api.advanceClock(Duration.ofSeconds(1));
        assertThat(RawBotApiCall.json(api, "answerCallbackQuery", call)
                        .path("description")
                        .asText())
                .contains("query is too old");
        assertThat(api.complaints()).isEmpty();
    }

    @Test
    void updatesStayUntilAnOffsetBehindThemConfirmsThem() throws Exception {
        amna.says("one");
        FakeBotApi.Written two = amna.says("two");
        assertThat(updates("{\"limit\":1}")).hasSize(1);
        assertThat(updates("{}")).hasSize(2);
        assertThat(updates("{\"offset\":" + two.update() + "}")).hasSize(1);
        assertThat(updates("{}")).hasSize(1);
        assertThat(api.complaints()).isEmpty();
    }

    @Test
    void confirmingWhatWasNeverGivenIsComplainedOf() throws Exception {
        FakeBotApi.Written one = amna.says("one");
        updates("{\"offset\":" + (one.update() + 1) + "}");
        assertThat(api.complaints()).hasSize(1);
    }

    @Test
    void kindsThatWereNotAskedForAreNotGiven() throws Exception {
        updates("{\"allowed_updates\":[\"message\"]}");
        amna.blocks();
        amna.says("one");
        assertThat(updates("{}")).hasSize(1);
    }

    private JsonNode updates(String call) throws Exception {
        return RawBotApiCall.json(api, "getUpdates", call).path("result");
    }

    private JsonNode sendWith(String markup) throws Exception {
        return RawBotApiCall.json(
                api, "sendMessage", "{\"chat_id\":7001,\"text\":\"Sure?\",\"reply_markup\":" + markup + "}");
    }
}
