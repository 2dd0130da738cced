package pk.rahnuma.api.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;

/// Devices of a chat: listed, added and revoked.
@ParameterizedClass(name = "on {0}")
@MethodSource("pk.rahnuma.TestServer#sharedServers")
class ChatTokenControllerTest {

    private static final String FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0";

    private final TestServer server;

    ChatTokenControllerTest(TestServer desk) {
        this.server = desk;
    }

    private ApiClient.ApiResponse call(String method, String path, String token) {
        ApiClient visitor = ApiClient.asBrowser(server.address(), token);
        return visitor.call(method, "api/v1/tokens" + path, null, "User-Agent", FIREFOX);
    }

    private List<JsonNode> list(String token) {
        JsonNode tokens = call("GET", "", token).at("/tokens");
        return StreamSupport.stream(tokens.spliterator(), false).toList();
    }

    private ApiClient begun() {
        ApiClient visitor = ApiClient.asBrowser(server.address());
        visitor.post("{\"id\": \"" + ApiClient.newId() + "\", \"text\": \"hello\"}", "User-Agent", FIREFOX);
        return visitor;
    }

    private String added(String token) {
        return call("POST", "", token).text("/token");
    }

    private boolean opens(String token) {
        return ApiClient.asBrowser(server.address(), token)
                        .readMessages("")
                        .messages()
                        .size()
                > 0;
    }

    @Test
    void aRepeatedRequestForATokenGetsTheSameToken() {
        ApiClient first = begun();
        String key = ApiClient.newId();
        ApiClient.ApiResponse issued = first.call("POST", "api/v1/tokens", null, "Idempotency-Key", key);
        ApiClient.ApiResponse repeated = first.call("POST", "api/v1/tokens", null, "Idempotency-Key", key);
        assertThat(opens(issued.text("/token"))).isTrue();
        assertThat(repeated.body()).isEqualTo(issued.body());
        assertThat(list(first.token())).hasSize(2);
    }

    @Test
    void listsTheDevicesOfAChatWithDaysAndAWordAndNoTokens() {
        ApiClient first = begun();
        String second = added(first.token());
        assertThat(second).matches("[A-Za-z0-9_-]{43}");
        assertThat(opens(second)).isTrue();
        List<JsonNode> devices = list(first.token());
        assertThat(devices).hasSize(2);
        assertThat(devices)
                .filteredOn(device -> device.path("current").asBoolean())
                .hasSize(1);
        assertThat(devices).anyMatch(device -> device.path("device").asText().equals("Firefox, Android"));
        assertThat(devices).allMatch(device -> device.path("seen").asText().matches("\\d{4}-\\d\\d-\\d\\d"));
        assertThat(devices.toString()).doesNotContain(first.token(), second);
    }

    @Test
    void oneThatIsTakenBackOpensNothingAndTheOthersGoOn() {
        ApiClient first = begun();
        String second = added(first.token());
        List<JsonNode> seen = list(second);
        String original = seen.stream()
                .filter(device -> !device.path("current").asBoolean())
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        call("DELETE", "/" + original, second).requireStatus(204);
        assertThat(opens(first.token())).isFalse();
        assertThat(opens(second)).isTrue();
        ApiClient.asBrowser(server.address(), second).sendText("still here").requireStatus(200);
        assertThat(list(second)).hasSize(1);
        call("DELETE", "/" + original, second).requireStatus(404);
    }

    @Test
    void theAuditLogHasTokensThatWereAddedAndRevoked() {
        ApiClient first = begun();
        String second = added(first.token());
        String id = list(second).stream()
                .filter(device -> device.path("current").asBoolean())
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        long person = ApiPersons.personOf(server, first);
        call("DELETE", "/" + id, first.token());
        call("DELETE", "/" + id, first.token());
        call("POST", "/sign-out", first.token());
        assertThat(server.sql()
                        .queryList(
                                String.class,
                                "select what from audit where chain = ? and what like 'chat.token%' order by seq",
                                person))
                .containsExactly("chat.token-added", "chat.token-revoked", "chat.token-revoked");
    }

    @Test
    void aTokenOfAnotherChatCannotBeTakenBack() {
        ApiClient one = begun();
        ApiClient other = begun();
        String id = list(one.token()).getFirst().path("id").asText();
        call("DELETE", "/" + id, other.token()).requireStatus(404);
        call("DELETE", "/none", other.token()).requireStatus(404);
        call("GET", "", "x".repeat(43)).requireStatus(401);
        assertThat(opens(one.token())).isTrue();
    }

    @Test
    void signingOutClearsTheBrowserAndTheToken() {
        ApiClient visitor = begun();
        ApiClient.ApiResponse out = call("POST", "/sign-out", visitor.token()).requireStatus(204);
        assertThat(out.header("Clear-Site-Data")).isEqualTo("\"cache\", \"storage\"");
        assertThat(out.header("Set-Cookie")).contains("rahnuma=;", "Max-Age=0");
        assertThat(opens(visitor.token())).isFalse();
    }

    @Test
    void aChatHasNoMoreThanTenTokens() {
        ApiClient visitor = begun();
        list(visitor.token());
        for (int i = 1; i < 10; i++) {
            call("POST", "", visitor.token()).requireStatus(201);
        }
        call("POST", "", visitor.token()).requireStatus(429);
    }
}
