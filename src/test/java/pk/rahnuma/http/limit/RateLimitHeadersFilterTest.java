package pk.rahnuma.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.api.EventStreamClient;

/// Headers about limits on responses, and their compression.
class RateLimitHeadersFilterTest {

    // Limits grow back while time passes.
    private static final TestServer server = TestServer.onH2()
            .withProperty(SteppableClock.BEGIN_PROPERTY, "2026-11-25T06:00:00Z")
            .withProperty("rahnuma.api.messages", 3)
            .withProperty("rahnuma.api.public-reads", 100)
            .startServer();

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
        refused.requireStatus(429);
        assertThat(refused.header("RateLimit")).isEqualTo("\"messages\";r=0;t=1");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void guidanceHasALimitOfItsOwn() {
        ApiClient reader = ApiClient.asBrowser(server.address());
        ApiClient.ApiResponse topics = reader.read("api/v1/guidance/topics");
        assertThat(topics.header("RateLimit-Policy")).isEqualTo("\"public\";q=100;w=60");
        assertThat(topics.header("RateLimit")).startsWith("\"public\";r=");
        ApiClient.ApiResponse unknown =
                reader.read("api/v1/guidance/topics/nothing").requireStatus(404);
        assertThat(unknown.header("RateLimit")).startsWith("\"public\";r=");
    }

    @Test
    void readsOfAChatHaveALimitOfTheirOwn() {
        ApiClient reader = ApiPersons.openChat(server);
        ApiClient.ApiResponse messages = reader.readMessages("");
        assertThat(messages.header("RateLimit-Policy")).isEqualTo("\"reads\";q=100;w=60");
        int left = 99;
        for (String path : List.of("api/v1/conversation/files/1", "api/v1/conversation/files/1/thumbnail")) {
            assertThat(reader.read(path).header("RateLimit")).as(path).startsWith("\"reads\";r=" + --left + ";");
        }
        try (EventStreamClient events = reader.openEvents("?after=0")) {
            assertThat(reader.readMessages("").header("RateLimit")).startsWith("\"reads\";r=" + (left - 2) + ";");
        }
        ApiClient.ApiResponse refused = messages;
        for (int i = 0; i <= 100 && refused.status() == 200; i++) {
            refused = reader.readMessages("");
        }
        refused.requireStatus(429);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        reader.sendText("hello").requireStatus(200);
        ApiClient other = ApiPersons.openChat(server);
        other.readMessages("").requireStatus(200);
    }

    @Test
    void aResponseThatNoLimitCountedHasNoSuchHeader() {
        ApiClient reader = ApiClient.asBrowser(server.address());
        assertThat(reader.read("api/v1/openapi.yml").header("RateLimit")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "api/v1/guidance/topics, cross-site, gzip",
        "api/v1/docs/rapidoc.js, cross-site, gzip",
        "api/v1/conversation, cross-site, gzip",
        "'', cross-site, gzip",
        "desk/sign-in, cross-site, identity",
        "desk/sign-in, same-site, identity",
        "desk/sign-in, same-origin, gzip",
        "desk/sign-in, none, gzip"
    })
    void longResponsesAreCompressedButNoPageOfTheConsoleThatAnotherSiteAsksFor(
            String path, String site, String coding) {
        ApiClient reader = ApiPersons.openChat(server);
        reader.sendText("menu").requireStatus(200);
        assertThat(reader.read(path, "Accept-Encoding", "gzip", "Sec-Fetch-Site", site)
                        .header("Content-Encoding"))
                .isEqualTo(coding);
    }

    @Test
    void aPageOfTheConsoleForAnUnknownClientIsNotCompressed() {
        ApiClient reader = ApiPersons.openChat(server);
        assertThat(reader.read("desk/sign-in", "Accept-Encoding", "gzip").header("Content-Encoding"))
                .isEqualTo("identity");
    }
}
