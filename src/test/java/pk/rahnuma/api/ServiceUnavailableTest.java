package pk.rahnuma.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.messaging.ChatRepository;

/// When the desk cannot work, or is asked for too much.
class ServiceUnavailableTest {

    private static void isLater(ApiClient.ApiResponse answer, int status, String type) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("/problems/" + type);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
    }

    @Test
    void whatIsNotCommittedInTimeIsToBeSentAgainAndIsDoneOnce() {
        try (TestServer house =
                TestServer.onH2().property("rahnuma.api.patience", "300ms").start()) {
            ApiClient visitor = ApiClient.browser(house.address());
            visitor.say("/start");
            String id = ApiClient.newId();
            try (Handle handle = house.get(Jdbi.class).open()) {
                handle.begin();
                handle.select("select id from conversation for update")
                        .mapTo(Long.class)
                        .list();
                isLater(visitor.say(id, "English"), 503, "unavailable");
                isLater(visitor.say(id, "English"), 503, "unavailable");
                handle.rollback();
            }
            ApiClient.ApiResponse answer = visitor.say(id, "English");
            while (answer.status() == 503) {
                answer = visitor.say(id, "English");
            }
            assertThat(answer.texts()).startsWith("English").hasSizeGreaterThan(1);
            assertThat(visitor.read("").texts()).containsOnlyOnce("English");
        }
    }

    @Test
    void withoutItsDatabaseTheDeskIsUnavailableAndSaysNothingElse() throws SQLException {
        try (TestServer house = TestServer.onH2().start()) {
            ApiClient visitor = ApiClient.browser(house.address());
            visitor.say("/start");
            house.get(DataSource.class).unwrap(HikariDataSource.class).close();
            isLater(visitor.say("English"), 503, "unavailable");
            isLater(visitor.read(""), 503, "unavailable");
            isLater(ApiClient.browser(house.address()).say("/start"), 503, "unavailable");
            try (EventStreamClient ear = visitor.listen("")) {
                assertThat(ear.status()).isEqualTo(503);
            }
        }
    }

    @Test
    void theConversationGoesOnAfterARestart() {
        try (TestServer house = TestServer.onH2().start()) {
            ApiClient before = ApiClient.browser(house.address());
            before.say("/start");
            house.restart();
            ApiClient after = ApiClient.browser(house.address(), before.token());
            assertThat(after.say("English").cookie()).isEmpty();
            assertThat(after.read("").texts()).startsWith("/start").contains("English");
        }
    }

    @Test
    void whoHurriesTooMuchIsToldToWait() {
        try (TestServer house =
                TestServer.onH2().property("rahnuma.api.messages", 3).start()) {
            ApiClient visitor = ApiClient.browser(house.address());
            ApiClient.ApiResponse answer = visitor.say("/start");
            for (int i = 0; i < 10 && answer.status() == 200; i++) {
                answer = visitor.say("again");
            }
            isLater(answer, 429, "too-many");
            assertThat(ApiClient.browser(house.address()).say("/start").status())
                    .isEqualTo(200);
            assertThat(visitor.read("").status()).isEqualTo(200);
        }
    }

    @Test
    void oneAddressOpensSoManyChatsAnHourWhateverItClaims() {
        try (TestServer house =
                TestServer.onH2().property("rahnuma.api.openings", 2).start()) {
            ApiClient known = ApiClient.browser(house.address());
            known.say("/start");
            ApiClient other = ApiClient.browser(house.address());
            other.send(other.request("/token").POST(BodyPublishers.noBody()), true);
            ApiClient third = ApiClient.browser(house.address());
            isLater(third.say("/start"), 429, "too-many");
            isLater(
                    third.post("{\"id\": \"12345678\", \"text\": \"a\"}", "X-Forwarded-For", "192.0.2.1"),
                    429,
                    "too-many");
            assertThat(known.say("English").status()).isEqualTo(200);
        }
    }

    @Test
    void behindAProxyTheAddressIsTheOneThatTheProxySaw() {
        try (TestServer house = TestServer.onH2()
                .property("rahnuma.api.openings", 1)
                .property("rahnuma.api.behind-proxy", true)
                .start()) {
            List<Integer> statuses = List.of(
                            "10.0.0.1, 192.0.2.1", "10.0.0.2, 192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2")
                    .stream()
                    .map(header -> ApiClient.browser(house.address())
                            .post("{\"id\": \"12345678\", \"text\": \"a\"}", "X-Forwarded-For", header)
                            .status())
                    .toList();
            assertThat(statuses).containsExactly(200, 429, 200, 200, 429);
        }
    }

    @Test
    void aRefusedOpeningLeavesNoChatBehind() {
        try (TestServer house = TestServer.onH2().start()) {
            ApiClient visitor = ApiClient.browser(house.address());
            assertThat(visitor.post("{}").status()).isEqualTo(422);
            assertThat(visitor.token()).isNull();
            String token = ChatTokens.fresh();
            ApiClient.browser(house.address(), token).say("/start");
            assertThat(house.get(ChatRepository.class).find(List.of(ChatTokens.address(token))))
                    .isEmpty();
        }
    }
}
