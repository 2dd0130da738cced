package pk.rahnuma.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.EventStreamClient;

/// Headers about limits on responses, and their compression.
class RateLimitHeadersFilterTest {

    private static TestServer server;

    @BeforeAll
    static void open() {
        // Limits grow back while time passes.
        server = TestServer.onH2()
                .withProperty(SteppableClock.BEGIN_PROPERTY, "2026-11-25T06:00:00Z")
                .withProperty("rahnuma.api.messages", 3)
                .withProperty("rahnuma.api.public-reads", 100)
                .startServer();
    }

    @Test
    void aResponseTellsHowMuchIsLeftOfItsLimit() {
        ApiClient visitor = ApiClient.asBrowser(server.address());
        ApiClient.ApiResponse first = visitor.sendText("/start");
        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"messages\";q=3;w=3");
        assertThat(first.header("RateLimit")).matches("\"messages\";r=2;t=1");
        ApiClient.ApiResponse refused = first;
        for (int i = 0; i < 20 && refused.status() == 200; i++) {
            refused = visitor.sendText("hello");
        }
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("RateLimit")).isEqualTo("\"messages\";r=0;t=1");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void guidanceHasALimitOfItsOwn() {
        ApiClient reader = ApiClient.asBrowser(server.address());
        ApiClient.ApiResponse topics =
                reader.send(reader.requestTo("api/v1/guidance/topics").GET(), false);
        assertThat(topics.header("RateLimit-Policy")).isEqualTo("\"public\";q=100;w=60");
        assertThat(topics.header("RateLimit")).startsWith("\"public\";r=");
        ApiClient.ApiResponse unknown =
                reader.send(reader.requestTo("api/v1/guidance/topics/nothing").GET(), false);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.header("RateLimit")).startsWith("\"public\";r=");
    }

    @Test
    void readsOfAChatHaveALimitOfTheirOwn() {
        ApiClient reader = ApiClient.asBrowser(server.address());
        assertThat(reader.sendText("/start").status()).isEqualTo(200);
        ApiClient.ApiResponse messages = reader.readMessages("");
        assertThat(messages.header("RateLimit-Policy")).isEqualTo("\"reads\";q=100;w=60");
        int left = 99;
        for (String path : List.of("api/v1/conversation/files/1", "api/v1/conversation/files/1/thumbnail")) {
            assertThat(reader.send(reader.requestTo(path).GET(), false).header("RateLimit"))
                    .as(path)
                    .startsWith("\"reads\";r=" + --left + ";");
        }
        try (EventStreamClient events = reader.openEvents("?after=0")) {
            assertThat(reader.readMessages("").header("RateLimit")).startsWith("\"reads\";r=" + (left - 2) + ";");
        }
        ApiClient.ApiResponse refused = messages;
        for (int i = 0; i <= 100 && refused.status() == 200; i++) {
            refused = reader.readMessages("");
        }
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(reader.sendText("hello").status()).isEqualTo(200);
        ApiClient other = ApiClient.asBrowser(server.address());
        other.sendText("/start");
        assertThat(other.readMessages("").status()).isEqualTo(200);
    }

    @Test
    void aResponseThatNoLimitCountedHasNoSuchHeader() {
        ApiClient reader = ApiClient.asBrowser(server.address());
        assertThat(reader.send(reader.requestTo("api/v1/openapi.yml").GET(), false)
                        .header("RateLimit"))
                .isEmpty();
    }

    private static String coding(String path) {
        ApiClient reader = ApiClient.asBrowser(server.address());
        return reader.send(reader.requestTo(path).GET(), false, "Accept-Encoding", "gzip")
                .header("Content-Encoding");
    }

    @Test
    void longResponsesAreCompressed() {
        assertThat(coding("api/v1/guidance/topics")).isEqualTo("gzip");
        assertThat(coding("api/v1/docs/rapidoc.js")).isEqualTo("gzip");
    }

    @Test
    void pagesOfTheConsoleAreNotCompressed() {
        assertThat(coding("desk/sign-in")).isEqualTo("identity");
        assertThat(coding("desk")).isNotEqualTo("gzip");
        assertThat(coding("")).as("the chat page, which has no token").isEqualTo("gzip");
    }

    @Test
    void aConversationIsCompressed() {
        ApiClient visitor = ApiClient.asBrowser(server.address());
        visitor.sendText("/start");
        ApiClient.ApiResponse messages = visitor.send(visitor.request("").GET(), false, "Accept-Encoding", "gzip");
        assertThat(messages.header("Content-Encoding")).isEqualTo("gzip");
        ApiClient.ApiResponse sent =
                visitor.post("{\"id\":\"message-0001\",\"text\":\"/start\"}", "Accept-Encoding", "gzip");
        assertThat(sent.header("Content-Encoding")).isEqualTo("gzip");
    }
}
