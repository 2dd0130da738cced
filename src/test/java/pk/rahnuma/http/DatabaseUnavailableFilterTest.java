package pk.rahnuma.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.MariaDbServer;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.persistence.DatabaseLivenessProbe;

/// Clients get a response while the database is not available, and continue afterwards.
class DatabaseUnavailableFilterTest {

    /// One second with a margin for a busy machine, and less than a request waits for a connection of the pool.
    private static final Duration SOON = Duration.ofMillis(2_500);

    enum Outage {
        HANGS(MariaDbServer::suspendProcess, MariaDbServer::resumeProcess),
        STOPPED(MariaDbServer::stop, MariaDbServer::start),
        HANGS_AND_IS_KILLED(MariaDbServer::suspendProcess, server -> {
            server.killProcess();
            server.start();
        });

        private final Consumer<MariaDbServer> begin;
        private final Consumer<MariaDbServer> end;

        Outage(Consumer<MariaDbServer> begin, Consumer<MariaDbServer> end) {
            this.begin = begin;
            this.end = end;
        }
    }

    private static MariaDbServer server;
    private static TestServer desk;

    @BeforeAll
    static void startServers() {
        server = MariaDbServer.startOwn();
        desk = TestServer.onServer(server).startServer();
    }

    @AfterAll
    static void stopServers() {
        desk.close();
        server.close();
    }

    @Test
    void answersWithinASecondAndLosesNothing() {
        answersDuring(Outage.HANGS);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(names = {"STOPPED", "HANGS_AND_IS_KILLED"})
    void answersWithinASecondUntilTheDatabaseIsStartedAgain(Outage trouble) {
        answersDuring(trouble);
    }

    private static void answersDuring(Outage trouble) {
        ApiClient visitor = ApiClient.asBrowser(desk.address());
        visitor.sendText("/start");
        String id = ApiClient.newId();
        trouble.begin.accept(server);
        try {
            isRefusedSoon(() -> visitor.readMessages(""));
            isRefusedSoon(() -> visitor.sendText(id, "English"));
            isRefusedSoon(() -> visitor.call("GET", "api/v1/applications/drafts", null));
            isRefusedSoon(() -> ApiClient.asBrowser(desk.address()).sendText("/start"));
            assertThat(desk.getBean(DatabaseLivenessProbe.class).isUnreachable())
                    .isTrue();
        } finally {
            trouble.end.accept(server);
        }
        AwaitSupport.await()
                .ignoreExceptions()
                .until(() -> visitor.sendText(id, "English").status() == 200);
        List<String> texts = visitor.readMessages("").texts();
        assertThat(texts).containsOnlyOnce("English");
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
        try (TestServer embedded = TestServer.onH2().shareServer()) {
            assertThat(embedded.getBean(DatabaseLivenessProbe.class).isUnreachable())
                    .isFalse();
            assertThat(ApiClient.asBrowser(embedded.address())
                            .sendText("/start")
                            .status())
                    .isEqualTo(200);
        }
    }
}
