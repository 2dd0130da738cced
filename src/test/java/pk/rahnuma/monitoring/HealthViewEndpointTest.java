package pk.rahnuma.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.MariaDbServer;
import pk.rahnuma.TestServer;
import pk.rahnuma.conversation.batch.IncomingMessage;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.telegram.fake.FakeBotApi;

/// The three views of health, and the effect of the database on them.
class HealthViewEndpointTest {

    /// Uses a database user who, as it should be, cannot bypass the read-only switch.
    @Test
    void aDatabaseThatIsReadOnlyIsDownWithTheReasonUntilItTakesWritesAgain() throws Exception {
        String url = MariaDbServer.sharedServer().freshSchema();
        String schema = url.substring(url.lastIndexOf('/') + 1);
        admin("create or replace user 'clerk'@'127.0.0.1' identified by 'clerk'");
        admin("grant all privileges on " + schema + ".* to 'clerk'@'127.0.0.1'");
        try (TestServer server = TestServer.onMariaDb()
                .withVariable("DATABASE_URL", url)
                .withVariable("DATABASE_USER", "clerk")
                .withVariable("DATABASE_PASSWORD", "clerk")
                .withVariable("RAHNUMA_METRICS_TOKEN", MetricsScrape.TOKEN)
                .startServer()) {
            says(server, "1");
            assertThat(health(server, "", true)
                            .path("details")
                            .path("database")
                            .path("status")
                            .asText())
                    .isEqualTo("UP");
            admin("set global read_only = 1");
            try {
                assertThat(says(server, "2")).isInstanceOf(MessageIntake.IntakeUnavailableException.class);
                JsonNode down = health(server, "", true);
                assertThat(down.path("status").asText()).isEqualTo("DOWN");
                assertThat(reason(down, "turns"))
                        .isEqualTo("turns are not committed: the database accepts no writes: it is read-only");
                awaitReason(server, "the database accepts no writes: it is read-only");
                assertThat(status(server, "/readiness")).isEqualTo(503);
                assertThat(status(server, "/liveness")).isEqualTo(200);
                assertThat(MetricsScrape.scrapeServer(server.address())
                                .sumOf("rahnuma_turn_batch_faults_total", "read_only"))
                        .isEqualTo(3);
                assertThat(MetricsScrape.scrapeServer(server.address()).sumOf("rahnuma_turn_batch_retries_total"))
                        .isEqualTo(2);
                assertThat(MetricsScrape.scrapeServer(server.address())
                                .sumOf("rahnuma_turns_total", "web", "unavailable"))
                        .isEqualTo(1);
            } finally {
                admin("set global read_only = 0");
            }
            assertThat(says(server, "3")).isNull();
            awaitReason(server, "");
            assertThat(status(server, "")).isEqualTo(200);
            assertThat(status(server, "/readiness")).isEqualTo(200);
        }
    }

    @Test
    void agesAreForWhoeverHasTheTokenAndAStatusIsForAll() throws Exception {
        FakeBotApi api = FakeBotApi.start();
        try (api;
                TestServer server = TestServer.onH2()
                        .withVariable("RAHNUMA_METRICS_TOKEN", MetricsScrape.TOKEN)
                        .withBot(api)
                        .startServer()) {
            says(server, "1");
            api.awaitConfirmed(api.person(7201, "en").says("/start").update());
            // A value that does not come within a second is unknown.
            AwaitSupport.await().untilAsserted(() -> assertHealthy(server));
        }
    }

    private static void assertHealthy(TestServer server) throws IOException {
        JsonNode details = health(server, "", true).path("details");
        assertThat(details.path("telegram").path("details").path("lastPoll").asText())
                .matches("\\d+ s ago");
        assertThat(details.path("turns").path("details").path("lastCommit").asText())
                .matches("\\d+ s ago");
        assertThat(details.path("outbox").path("details").path("oldest").asText())
                .isNotEmpty();
        assertThat(health(server, "/readiness", true).path("details").has("telegram"))
                .isFalse();
        assertThat(health(server, "/readiness", true).path("details").has("database"))
                .isTrue();
        assertThat(health(server, "/liveness", true).path("details").has("database"))
                .isFalse();
        for (String view : new String[] {"", "/readiness", "/liveness"}) {
            assertThat(health(server, view, false).toString()).isEqualTo("{\"status\":\"UP\"}");
        }
    }

    @Test
    void healthIsDownWhenTheDataVolumeIsNearlyFull() throws IOException {
        try (TestServer server = TestServer.onH2()
                .withVariable("RAHNUMA_METRICS_TOKEN", MetricsScrape.TOKEN)
                .withProperty("rahnuma.storage.file-reserve", Long.MAX_VALUE)
                .withProperty("rahnuma.storage.file-reserve-percent", 100)
                .startServer()) {
            JsonNode health = health(server, "", true);
            assertThat(health.path("status").asText()).isEqualTo("DOWN");
            assertThat(reason(health, "storage")).contains("little space is left on the disk");
            assertThat(health.path("details")
                            .path("storage")
                            .path("details")
                            .path("freeBytes")
                            .path(server.settings().data().toString())
                            .asLong())
                    .isPositive();
            assertThat(status(server, "")).isEqualTo(503);
            assertThat(status(server, "/readiness")).isEqualTo(200);
        }
    }

    private static String reason(JsonNode health, String indicator) {
        return health.path("details")
                .path(indicator)
                .path("details")
                .path("reason")
                .asText();
    }

    /// The database is checked once a second.
    private static void awaitReason(TestServer server, String reason) {
        AwaitSupport.await()
                .untilAsserted(() ->
                        assertThat(reason(health(server, "", true), "database")).isEqualTo(reason));
    }

    private static JsonNode health(TestServer server, String view, boolean reader) throws IOException {
        return new ObjectMapper()
                .readTree(MetricsScrape.fetchMetrics(
                                server.address().resolve("/health" + view), reader ? MetricsScrape.TOKEN : null)
                        .body());
    }

    private static int status(TestServer server, String view) {
        return MetricsScrape.fetchMetrics(server.address().resolve("/health" + view), null)
                .status();
    }

    /// Sends an update.
    ///
    /// @return the reason of its rejection; null when it was accepted
    private static Throwable says(TestServer server, String update) throws Exception {
        try {
            server.getBean(MessageIntake.class)
                    .offerMessage(new IncomingMessage(
                            Channel.WEB, "w", update, new ConversationInput.Text("/start"), "en", Instant.now()))
                    .get(20, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    private static void admin(String sql) throws SQLException {
        try (Connection connection = MariaDbServer.sharedServer().connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
