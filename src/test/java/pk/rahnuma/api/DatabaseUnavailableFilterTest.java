package pk.rahnuma.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pk.rahnuma.MariaDbServer;
import pk.rahnuma.TestServer;
import pk.rahnuma.persistence.DatabaseLivenessProbe;

/// Programs are answered while the database is not there, and go on when it is.
class DatabaseUnavailableFilterTest {

    /// A second, and a little for a busy machine.
    private static final Duration SOON = Duration.ofMillis(1_500);

    enum Outage {
        HANGS(MariaDbServer::pause, MariaDbServer::resume),
        STOPPED(MariaDbServer::stop, MariaDbServer::start),
        HANGS_AND_IS_KILLED(MariaDbServer::pause, server -> {
            server.kill();
            server.start();
        });

        private final Consumer<MariaDbServer> begin;
        private final Consumer<MariaDbServer> end;

        Outage(Consumer<MariaDbServer> begin, Consumer<MariaDbServer> end) {
            this.begin = begin;
            this.end = end;
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersWithinASecondAndLosesNothing(Outage trouble) {
        try (MariaDbServer server = MariaDbServer.own();
                TestServer house = TestServer.on(server).start()) {
            ApiClient visitor = ApiClient.browser(house.address());
            visitor.say("/start");
            String id = ApiClient.newId();
            trouble.begin.accept(server);
            try {
                isRefusedSoon(() -> visitor.read(""));
                isRefusedSoon(() -> visitor.say(id, "English"));
                isRefusedSoon(() -> visitor.read("/form"));
                isRefusedSoon(() -> ApiClient.browser(house.address()).say("/start"));
                assertThat(house.get(DatabaseLivenessProbe.class).isAway()).isTrue();
            } finally {
                trouble.end.accept(server);
            }
            await().atMost(Duration.ofSeconds(10))
                    .ignoreExceptions()
                    .until(() -> visitor.say(id, "English").status() == 200);
            List<String> texts = visitor.read("").texts();
            assertThat(texts).containsOnlyOnce("English");
        }
    }

    private static void isRefusedSoon(Supplier<ApiClient.ApiResponse> call) {
        long begun = System.nanoTime();
        ApiClient.ApiResponse answer = call.get();
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(503);
        assertThat(answer.type()).isEqualTo("/problems/unavailable");
        assertThat(taken).isLessThan(SOON);
    }

    @Test
    void asksNothingOfTheEmbeddedDatabase() {
        try (TestServer house = TestServer.onH2().start()) {
            assertThat(house.get(DatabaseLivenessProbe.class).isAway()).isFalse();
            assertThat(ApiClient.browser(house.address()).say("/start").status())
                    .isEqualTo(200);
        }
    }
}
