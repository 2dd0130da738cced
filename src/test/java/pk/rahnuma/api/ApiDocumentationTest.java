package pk.rahnuma.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;

/// Checks the statements and examples of `docs/api.md`.
class ApiDocumentationTest {

    private static final TestServer server =
            TestServer.onH2().withVariable("RAHNUMA_SANDBOX", "true").shareServer();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANYTHING = "…";

    /// Request and its response: method and path, optional body, empty line, status, optional body.
    private static final Pattern EXAMPLE =
            Pattern.compile("```http\n(\\w+) /(\\S+)\n(.*?)\n?\n(\\d{3})\n(.*?)```", Pattern.DOTALL);

    /// A call of the quick start: the variable that it sets with the member of the response, and its arguments.
    private static final Pattern CURL = Pattern.compile(
            "^(?:(?<variable>\\w+)=\\$\\()?curl (?<arguments>.*?)(?: \\| jq -r \\.(?<member>\\w+)\\))?$",
            Pattern.MULTILINE);

    private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/api.md"));
    }

    @Test
    void theExamplesAreOneConversationThatGoesAsItIsWritten() throws IOException {
        ApiClient app = ApiClient.asBrowser(server.address());
        Matcher example = EXAMPLE.matcher(page());
        int count = 0;
        while (example.find()) {
            String body = example.group(3);
            BodyPublisher publisher = body.isBlank() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.strip());
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
        assertThat(count).isEqualTo(page().split("```http").length - 1).isGreaterThan(4);
    }

    @Test
    void theCallsOfTheQuickStartLeadToAnAnswerAndToTheSignedInPerson() throws IOException {
        Map<String, String> variables = new HashMap<>();
        List<ApiClient.ApiResponse> responses = new ArrayList<>();
        Matcher block = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(page());
        int lines = 0;
        while (block.find()) {
            String calls = block.group(1).replaceAll("\\\\\n\\s*", "");
            lines += (int) calls.lines().filter(line -> line.contains("curl")).count();
            Matcher call = CURL.matcher(calls);
            while (call.find()) {
                ApiClient.ApiResponse response = sendCall(call.group("arguments"), variables);
                responses.add(response);
                if (call.group("variable") != null) {
                    variables.put(call.group("variable"), response.text("/" + call.group("member")));
                }
            }
        }
        assertThat(responses)
                .hasSize(lines)
                .hasSize(6)
                .allSatisfy(response -> assertThat(response.status())
                        .as(response.response().body())
                        .isBetween(200, 299));
        assertThat(responses.get(2).texts()).anySatisfy(text -> assertThat(text).contains("free"));
        assertThat(responses.getLast().body().has("consent")).isTrue();
    }

    /// Sends what `curl` would, for the options of the page.
    private static ApiClient.ApiResponse sendCall(String arguments, Map<String, String> variables) {
        String method = null;
        String path = null;
        String body = null;
        List<String> headers = new ArrayList<>();
        List<String> words = ARGUMENT.matcher(arguments)
                .results()
                .map(word -> word.group(1) != null ? word.group(1) : insertVariables(word, variables))
                .toList();
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-X" -> method = words.get(++i);
                case "-H" -> headers.addAll(List.of(words.get(++i).split(": ", 2)));
                case "--json" -> body = words.get(++i);
                default -> {
                    assertThat(words.get(i)).startsWith("$API/");
                    path = words.get(i).replace("$API", "api/v1");
                }
            }
        }
        String ofBody = body == null ? "GET" : "POST";
        return ApiClient.asBrowser(server.address())
                .call(method == null ? ofBody : method, path, body, headers.toArray(String[]::new));
    }

    private static String insertVariables(MatchResult word, Map<String, String> variables) {
        String text = word.group(2) != null ? word.group(2) : word.group(3);
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            text = text.replace("$" + variable.getKey(), variable.getValue());
        }
        return text;
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
