package pk.rahnuma.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;

class GuidanceControllerTest {

    private static final TestServer server = TestServer.onH2().shareServer();

    private static ApiClient.ApiResponse get(String rest, String language) {
        ApiClient client = ApiClient.asBrowser(server.address());
        return client.read("api/v1/guidance/" + rest, "Accept-Language", language);
    }

    private static ApiClient.ApiResponse search(String question, String language) {
        return get("search?q=" + URLEncoder.encode(question, StandardCharsets.UTF_8), language);
    }

    @Test
    void everyListedTopicIsShownWithSourceDateAndCertainty() {
        JsonNode topics = get("topics", "en").at("/topics");
        assertThat(topics.size()).isGreaterThan(40);
        assertThat(topics.findValuesAsText("id")).contains("fee").doesNotContain("insult", "greeting");
        ApiClient.ApiResponse fee = get("topics/fee", "en");
        assertThat(fee.header("Content-Language")).isEqualTo("en");
        assertThat(fee.header("Cache-Control")).startsWith("public");
        assertThat(fee.text("/title")).isNotBlank();
        assertThat(fee.text("/answer")).isNotBlank();
        assertThat(fee.text("/source")).isNotBlank();
        assertThat(fee.text("/asOf")).matches("20\\d\\d-\\d\\d-\\d\\d");
        assertThat(fee.text("/certainty")).isIn("official", "reported", "derived");
        assertThat(fee.at("/related").size()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"ur-PK,ur", "ur-Latn,ur-Latn", "'fr,ur;q=0.5',ur", "fr,en", "nonsense;;q,en"})
    void theAnswerIsInTheFirstKnownLanguageOfTheClient(String accepted, String language) {
        ApiClient.ApiResponse topic = get("topics/fee", accepted).requireStatus(200);
        assertThat(topic.header("Content-Language")).isEqualTo(language);
        assertThat(topic.text("/answer").matches("(?s).*[\\u0600-\\u06ff].*")).isEqualTo(language.equals("ur"));
    }

    @Test
    void aQuestionGetsTheRightTopicOrTheStatusWhyNot() {
        ApiClient.ApiResponse found = search("do I have to pay anything?", "en");
        assertThat(found.text("/status")).isEqualTo("answered");
        assertThat(found.at("/topics").findValuesAsText("id")).contains("fee");
        assertThat(search("give me a recipe for chicken biryani", "en").text("/status"))
                .isEqualTo("out_of_scope");
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
        get("search", "en").requireProblem("bad-request");
        get("search?q=%20", "en").requireProblem("bad-request");
        get("search?q=" + "a".repeat(501), "en").requireProblem("bad-request");
    }
}
