package pk.rahnuma.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.token.ChatTokens;
import pk.rahnuma.messaging.chat.ChatTokenService;

/// Responses while the desk cannot work or is overloaded.
class ServiceUnavailableTest {

    private static void isLater(ApiClient.ApiResponse answer, int status, String type) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("/problems/" + type);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
    }

    @Test
    void aLateCommitIsRetriedAndDoneOnce() {
        try (TestServer server =
                TestServer.onH2().withProperty("rahnuma.api.patience", "300ms").startServer()) {
            ApiClient visitor = ApiClient.asBrowser(server.address());
            String first = ApiClient.newId();
            // It may take longer than that too.
            AwaitSupport.await().until(() -> visitor.sendText(first, "/start").status() == 200);
            String id = ApiClient.newId();
            server.sql().inTransaction(() -> {
                server.sql().queryList(Long.class, "select id from conversation for update");
                isLater(visitor.sendText(id, "English"), 503, "unavailable");
                isLater(visitor.sendText(id, "English"), 503, "unavailable");
            });
            ApiClient.ApiResponse answer = visitor.sendText(id, "English");
            while (answer.status() == 503) {
                answer = visitor.sendText(id, "English");
            }
            assertThat(answer.texts()).startsWith("English").hasSizeGreaterThan(1);
            assertThat(visitor.readMessages("").texts()).containsOnlyOnce("English");
        }
    }

    @Test
    void aFirstMessageThatIsLateIsRetriedInTheSameChat() {
        try (TestServer server =
                TestServer.onH2().withProperty("rahnuma.api.patience", "1ms").startServer()) {
            String id = ApiClient.newId();
            int chats = 0;
            ApiClient visitor;
            ApiClient.ApiResponse first;
            do {
                // A fast machine is in time now and then.
                chats++;
                visitor = ApiClient.asBrowser(server.address());
                first = visitor.sendText(id, "/start");
            } while (first.status() == 200);
            isLater(first, 503, "unavailable");
            visitor.sendText(id, "/start");
            ApiClient late = visitor;
            AwaitSupport.await()
                    .untilAsserted(() -> assertThat(late.readMessages("").texts())
                            .containsOnlyOnce("/start")
                            .hasSizeGreaterThan(1));
            assertThat(server.sql().queryList(Long.class, "select id from conversation"))
                    .hasSize(chats);
        }
    }

    @Test
    void withoutItsDatabaseTheDeskIsUnavailableAndSaysNothingElse() throws SQLException {
        try (TestServer server = TestServer.onH2().startServer()) {
            ApiClient visitor = ApiClient.asBrowser(server.address());
            visitor.sendText("/start");
            server.getBean(DataSource.class).unwrap(HikariDataSource.class).close();
            isLater(visitor.sendText("English"), 503, "unavailable");
            isLater(visitor.readMessages(""), 503, "unavailable");
            isLater(ApiClient.asBrowser(server.address()).sendText("/start"), 503, "unavailable");
            try (EventStreamClient ear = visitor.openEvents("")) {
                assertThat(ear.status()).isEqualTo(503);
            }
        }
    }

    @Test
    void theConversationGoesOnAfterARestart() {
        try (TestServer server = TestServer.onH2().startServer()) {
            ApiClient before = ApiClient.asBrowser(server.address());
            before.sendText("/start");
            server.restart();
            ApiClient after = ApiClient.asBrowser(server.address(), before.token());
            assertThat(after.sendText("English").cookie()).isEmpty();
            assertThat(after.readMessages("").texts()).startsWith("/start").contains("English");
        }
    }

    @Test
    void aFastClientIsAskedToWait() {
        try (TestServer server =
                TestServer.onH2().withProperty("rahnuma.api.messages", 3).startServer()) {
            ApiClient visitor = ApiClient.asBrowser(server.address());
            ApiClient.ApiResponse answer = visitor.sendText("/start");
            for (int i = 0; i < 10 && answer.status() == 200; i++) {
                answer = visitor.sendText("again");
            }
            isLater(answer, 429, "too-many");
            assertThat(ApiClient.asBrowser(server.address()).sendText("/start").status())
                    .isEqualTo(200);
            assertThat(visitor.readMessages("").status()).isEqualTo(200);
        }
    }

    @Test
    void oneAddressOpensSoManyChatsAnHourWhateverItClaims() {
        try (TestServer server =
                TestServer.onH2().withProperty("rahnuma.api.openings", 2).startServer()) {
            ApiClient known = ApiClient.asBrowser(server.address());
            known.sendText("/start");
            ApiClient other = ApiClient.asBrowser(server.address());
            other.send(other.request("/token").POST(BodyPublishers.noBody()), true);
            ApiClient third = ApiClient.asBrowser(server.address());
            isLater(third.sendText("/start"), 429, "too-many");
            isLater(
                    third.post("{\"id\": \"12345678\", \"text\": \"a\"}", "X-Forwarded-For", "192.0.2.1"),
                    429,
                    "too-many");
            assertThat(known.sendText("English").status()).isEqualTo(200);
        }
    }

    @Test
    void behindAProxyTheAddressIsTheOneThatTheProxySaw() {
        try (TestServer server = TestServer.onH2()
                .withProperty("rahnuma.api.openings", 1)
                .withProperty("rahnuma.api.behind-proxy", true)
                .startServer()) {
            List<Integer> statuses = List.of(
                            "10.0.0.1, 192.0.2.1", "10.0.0.2, 192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2")
                    .stream()
                    .map(header -> ApiClient.asBrowser(server.address())
                            .post("{\"id\": \"12345678\", \"text\": \"a\"}", "X-Forwarded-For", header)
                            .status())
                    .toList();
            assertThat(statuses).containsExactly(200, 429, 200, 200, 429);
        }
    }

    @Test
    void aRefusedOpeningLeavesNoChatBehind() {
        try (TestServer server = TestServer.onH2().startServer()) {
            ApiClient visitor = ApiClient.asBrowser(server.address());
            assertThat(visitor.post("{}").status()).isEqualTo(422);
            assertThat(visitor.token()).isNull();
            String token = ChatTokens.createToken();
            ApiClient.asBrowser(server.address(), token).sendText("/start");
            assertThat(server.getBean(ChatTokenService.class).findChat(ChatTokens.digestToken(token)))
                    .isEmpty();
        }
    }
}
