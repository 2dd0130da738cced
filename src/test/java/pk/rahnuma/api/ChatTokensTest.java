package pk.rahnuma.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pk.rahnuma.House;
import pk.rahnuma.post.Chats;

/// Devices that open a chat: listed, added and taken back.
class ChatTokensTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static House onH2;
    private static House onMariaDb;

    enum Base {
        H2,
        MARIADB;

        House house() {
            return this == H2 ? onH2 : onMariaDb;
        }
    }

    @BeforeAll
    static void open() {
        onH2 = House.onH2().start();
        onMariaDb = House.onMariaDb().start();
    }

    @AfterAll
    static void close() {
        onH2.close();
        onMariaDb.close();
    }

    private static HttpResponse<String> call(House house, String method, String path, String token) {
        HttpRequest request = HttpRequest.newBuilder(house.address().resolve("/api/v1/tokens" + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("User-Agent", "Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0")
                .header("Cookie", "rahnuma=" + token)
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<JsonNode> list(House house, String token) {
        try {
            JsonNode tokens = new com.fasterxml.jackson.databind.ObjectMapper()
                    .readTree(call(house, "GET", "", token).body())
                    .path("tokens");
            return StreamSupport.stream(tokens.spliterator(), false).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String added(House house, String token) {
        return call(house, "POST", "", token).body().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
    }

    private static boolean opens(House house, String token) {
        return Visitor.browser(house.address(), token).read("").messages().size() > 0;
    }

    @ParameterizedTest
    @EnumSource
    void listsTheDevicesOfAChatWithDaysAndAWordAndNoTokens(Base base) {
        House house = base.house();
        Visitor first = Visitor.browser(house.address());
        first.say("hello");
        String second = added(house, first.token());
        assertThat(second).matches("[A-Za-z0-9_-]{43}");
        assertThat(opens(house, second)).isTrue();
        List<JsonNode> devices = list(house, first.token());
        assertThat(devices).hasSize(2);
        assertThat(devices)
                .filteredOn(device -> device.path("current").asBoolean())
                .hasSize(1);
        assertThat(devices).anyMatch(device -> device.path("device").asText().equals("Firefox, Android"));
        assertThat(devices).allMatch(device -> device.path("seen").asText().matches("\\d{4}-\\d\\d-\\d\\d"));
        assertThat(devices.toString()).doesNotContain(first.token(), second);
    }

    @ParameterizedTest
    @EnumSource
    void oneThatIsTakenBackOpensNothingAndTheOthersGoOn(Base base) {
        House house = base.house();
        Visitor first = Visitor.browser(house.address());
        first.say("hello");
        String second = added(house, first.token());
        List<JsonNode> seen = list(house, second);
        String original = seen.stream()
                .filter(device -> !device.path("current").asBoolean())
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        assertThat(call(house, "DELETE", "/" + original, second).statusCode()).isEqualTo(204);
        assertThat(opens(house, first.token())).isFalse();
        assertThat(opens(house, second)).isTrue();
        assertThat(Visitor.browser(house.address(), second).say("still here").status())
                .isEqualTo(200);
        assertThat(list(house, second)).hasSize(1);
        // A node of the version before knows chats by their own address alone.
        assertThat(house.get(Chats.class).find(List.of(Tokens.address(first.token()))))
                .isEmpty();
        assertThat(call(house, "DELETE", "/" + original, second).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource
    void aTokenOfAnotherChatCannotBeTakenBack(Base base) {
        House house = base.house();
        Visitor one = Visitor.browser(house.address());
        one.say("hello");
        Visitor other = Visitor.browser(house.address());
        other.say("hello");
        String id = list(house, one.token()).getFirst().path("id").asText();
        assertThat(call(house, "DELETE", "/" + id, other.token()).statusCode()).isEqualTo(404);
        assertThat(call(house, "DELETE", "/none", other.token()).statusCode()).isEqualTo(404);
        assertThat(call(house, "GET", "", "x".repeat(43)).statusCode()).isEqualTo(404);
        assertThat(opens(house, one.token())).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whoSignsOutLeavesNothingInTheBrowserAndTheTokenOpensNothing(Base base) {
        House house = base.house();
        Visitor visitor = Visitor.browser(house.address());
        visitor.say("hello");
        HttpResponse<String> out = call(house, "POST", "/sign-out", visitor.token());
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().firstValue("Clear-Site-Data")).hasValue("\"cache\", \"storage\"");
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).contains("rahnuma=;", "Max-Age=0");
        assertThat(opens(house, visitor.token())).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aChatHasNoMoreThanTenTokens(Base base) {
        House house = base.house();
        Visitor visitor = Visitor.browser(house.address());
        visitor.say("hello");
        list(house, visitor.token());
        for (int i = 1; i < 10; i++) {
            assertThat(call(house, "POST", "", visitor.token()).statusCode()).isEqualTo(200);
        }
        assertThat(call(house, "POST", "", visitor.token()).statusCode()).isEqualTo(429);
    }
}
