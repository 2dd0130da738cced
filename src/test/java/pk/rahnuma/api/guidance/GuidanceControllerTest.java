package pk.rahnuma.api.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;

class GuidanceControllerTest {

    private static final TestServer server = TestServer.onH2().shareServer();

    private static ApiClient.ApiResponse get(String rest, String language) {
        ApiClient client = ApiClient.asBrowser(server.address());
        return client.send(
                client.requestTo("api/v1/guidance/" + rest)
                        .header("Accept-Language", language)
                        .GET(),
                false);
    }

    private static ApiClient.ApiResponse search(String question, String language) {
        return get("search?q=" + URLEncoder.encode(question, StandardCharsets.UTF_8), language);
    }

    @Test
    void everyListedTopicIsShownWithSourceDateAndCertainty() {
        JsonNode topics = get("topics", "en").body().path("topics");
        assertThat(topics.size()).isGreaterThan(40);
        assertThat(topics.findValuesAsText("id")).contains("fee").doesNotContain("insult", "greeting");
        ApiClient.ApiResponse fee = get("topics/fee", "en");
        assertThat(fee.header("Content-Language")).isEqualTo("en");
        assertThat(fee.header("Cache-Control")).startsWith("public");
        assertThat(fee.body().path("title").asText()).isNotBlank();
        assertThat(fee.body().path("answer").asText()).isNotBlank();
        assertThat(fee.body().path("source").asText()).isNotBlank();
        assertThat(fee.body().path("asOf").asText()).matches("20\\d\\d-\\d\\d-\\d\\d");
        assertThat(fee.body().path("certainty").asText()).isIn("official", "reported", "derived");
        assertThat(fee.body().path("related").size()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"ur-PK,ur", "ur-Latn,ur-Latn", "'fr,ur;q=0.5',ur", "fr,en", "nonsense;;q,en"})
    void theAnswerIsInTheFirstKnownLanguageOfTheClient(String accepted, String language) {
        ApiClient.ApiResponse topic = get("topics/fee", accepted);
        assertThat(topic.status()).isEqualTo(200);
        assertThat(topic.header("Content-Language")).isEqualTo(language);
        assertThat(topic.body().path("answer").asText().matches("(?s).*[\\u0600-\\u06ff].*"))
                .isEqualTo(language.equals("ur"));
    }

    @Test
    void aQuestionGetsTheRightTopic() {
        JsonNode found = search("do I have to pay anything?", "en").body();
        assertThat(found.path("status").asText()).isEqualTo("answered");
        assertThat(found.path("topics").findValuesAsText("id")).contains("fee");
    }

    @Test
    void twoQuestionsInOneGetBothTopics() {
        JsonNode found = search("is it free and how long does it take?", "en").body();
        assertThat(found.path("topics").size()).isEqualTo(2);
    }

    @Test
    void questionsOutOfScopeAndNonsenseHaveTheirStatus() {
        assertThat(search("give me a recipe for chicken biryani", "en")
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("out_of_scope");
        assertThat(search("qwertz uiop asdfgh", "en").body().path("status").asText())
                .isNotEmpty()
                .isNotEqualTo("answered");
    }

    @Test
    void everyQuestionIsCounted() {
        int before = countEndings();
        search("do I have to pay anything?", "ur");
        assertThat(countEndings()).isEqualTo(before + 1);
    }

    private static int countEndings() {
        return server.sql()
                .queryOne(
                        Integer.class, "select count(*) from question_ending where language = 'ur' and topic = 'fee'");
    }

    @Test
    void unknownTopicsAndInvalidQuestionsAreProblems() {
        for (String id : List.of("nothing", "insult", "a".repeat(200), "%00", "..%2f..%2ftopics")) {
            assertThat(get("topics/" + id, "en").status()).as(id).isIn(404, 400);
        }
        assertThat(get("search", "en").type()).isEqualTo("/problems/bad-request");
        assertThat(get("search?q=%20", "en").type()).isEqualTo("/problems/bad-request");
        assertThat(get("search?q=" + "a".repeat(501), "en").type()).isEqualTo("/problems/bad-request");
    }

    @Test
    void anAddressReadsOnlySoMuch() {
        try (TestServer strict =
                TestServer.onH2().withProperty("rahnuma.api.public-reads", 3).startServer()) {
            ApiClient client = ApiClient.asBrowser(strict.address());
            for (int i = 0; i < 3; i++) {
                assertThat(client.send(
                                        client.requestTo("api/v1/guidance/topics")
                                                .GET(),
                                        false)
                                .status())
                        .isEqualTo(200);
            }
            ApiClient.ApiResponse refused =
                    client.send(client.requestTo("api/v1/guidance/topics").GET(), false);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).matches("[0-9]+");
            assertThat(client.send(
                                    client.requestTo("news/stop/unknown").POST(HttpRequest.BodyPublishers.noBody()),
                                    false)
                            .status())
                    .as("the link to stop news counts too")
                    .isEqualTo(429);
        }
    }
}
