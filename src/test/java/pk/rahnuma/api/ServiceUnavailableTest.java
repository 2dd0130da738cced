package pk.rahnuma.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.http.caller.ChatTokens;
import pk.rahnuma.messaging.conversation.ChatTokenService;

/// Responses while the desk cannot work or is overloaded.
class ServiceUnavailableTest {

    private static void isLater(ApiClient.ApiResponse answer) {
        answer.requireProblem(503, "unavailable");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
    }

    @Test
    void aLateCommitIsRetriedAndDoneOnce() {
        try (TestServer server =
                TestServer.onH2().withProperty("rahnuma.turn.patience", "300ms").startServer()) {
            ApiClient visitor = ApiClient.asBrowser(server.address());
            String first = ApiClient.newId();
            // It may take longer than that too.
            AwaitSupport.await().until(() -> visitor.sendText(first, "/start").status() == 200);
            String id = ApiClient.newId();
            server.sql().inTransaction(() -> {
                server.sql().queryList(Long.class, "select id from conversation for update");
                isLater(visitor.sendText(id, "English"));
                isLater(visitor.sendText(id, "English"));
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
                TestServer.onH2().withProperty("rahnuma.turn.patience", "1ms").startServer()) {
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
            isLater(first);
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
            ApiClient visitor = ApiPersons.openChat(server);
            server.getBean(DataSource.class).unwrap(HikariDataSource.class).close();
            isLater(visitor.sendText("English"));
            isLater(visitor.readMessages(""));
            isLater(ApiClient.asBrowser(server.address()).sendText("/start"));
            try (EventStreamClient ear = visitor.openEvents("")) {
                ear.requireStatus(503);
            }
        }
    }

    @Test
    void theConversationGoesOnAfterARestart() {
        try (TestServer server = TestServer.onH2().startServer()) {
            ApiClient before = ApiPersons.openChat(server);
            server.restart();
            ApiClient after = ApiClient.asBrowser(server.address(), before.token());
            assertThat(after.sendText("English").cookie()).isEmpty();
            assertThat(after.readMessages("").texts()).startsWith("/start").contains("English");
        }
    }

    @Test
    void aRefusedOpeningLeavesNoChatBehind() {
        try (TestServer server = TestServer.onH2().startServer()) {
            ApiClient visitor = ApiClient.asBrowser(server.address());
            visitor.post("{}").requireStatus(422);
            assertThat(visitor.token()).isNull();
            String token = ChatTokens.createToken();
            ApiClient.asBrowser(server.address(), token).sendText("/start");
            assertThat(server.getBean(ChatTokenService.class).findChat(ChatTokens.digestToken(token)))
                    .isEmpty();
        }
    }
}
