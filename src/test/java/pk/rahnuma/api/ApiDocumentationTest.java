package pk.rahnuma.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.http.ProblemDetail;

/// Checks the statements and examples of `docs/api.md`.
class ApiDocumentationTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANYTHING = "…";

    /// Request and its response: method and path, optional body, empty line, status, optional body.
    private static final Pattern EXAMPLE =
            Pattern.compile("```http\n(\\w+) /(\\S+)\n(.*?)\n?\n(\\d{3})\n(.*?)```", Pattern.DOTALL);

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/api.md"));
    }

    @Test
    void theExamplesAreOneConversationThatGoesAsItIsWritten() throws IOException {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ApiClient app = ApiClient.asBrowser(server.address());
            Matcher example = EXAMPLE.matcher(page());
            int count = 0;
            while (example.find()) {
                String body = example.group(3);
                BodyPublisher publisher =
                        body.isBlank() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.strip());
                ApiClient.ApiResponse answer =
                        app.send(app.requestTo(example.group(2)).method(example.group(1), publisher), !body.isBlank());
                String where =
                        example.group() + "\nand it was\n" + answer.response().body();
                assertThat(answer.status()).as(where).isEqualTo(Integer.parseInt(example.group(4)));
                if (!example.group(5).isBlank()) {
                    assertThat(holds(JSON.readTree(example.group(5)), answer.body()))
                            .as(where)
                            .isTrue();
                }
                if (answer.response().body().contains("\"token\"")) {
                    app = ApiClient.asApp(server.address(), answer.text("/token"));
                }
                count++;
            }
            assertThat(count).isEqualTo(page().split("```http").length - 1).isGreaterThan(8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyProblemIsOnThePageWithItsStatus(ProblemDetail.Kind kind) throws IOException {
        String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        assertThat(page()).contains("| `" + name + "` | " + kind.httpStatus().getCode() + " |");
    }

    /// The page may omit members, and the end of texts and lists after `…`.
    private static boolean holds(JsonNode written, JsonNode is) {
        if (written.isObject()) {
            return written.properties().stream().allMatch(one -> holds(one.getValue(), is.path(one.getKey())));
        }
        if (written.isArray()) {
            boolean part = !written.isEmpty()
                    && written.get(written.size() - 1).asText().equals(ANYTHING);
            int size = written.size() - (part ? 1 : 0);
            boolean all = is.isArray() && (part ? is.size() >= size : is.size() == size);
            for (int i = 0; all && i < size; i++) {
                all = holds(written.get(i), is.get(i));
            }
            return all;
        }
        String text = written.asText();
        return written.isTextual() && text.endsWith(ANYTHING)
                ? is.isTextual() && is.asText().startsWith(text.substring(0, text.length() - 1))
                : written.equals(is);
    }
}
