package pk.rahnuma.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.MariaDbServer;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.monitoring.MetricsScrape;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// The database is full: it can be read, but rejects writes.
@Tag("long")
class DatabaseFullTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TABLE_IS_FULL = 1114;
    private static final int MOST = 5_000;

    @Test
    void aMessageWithoutDiskSpaceIsNotAcknowledgedAndAcceptedLater() throws Exception {
        try (MariaDbServer server = MariaDbServer.startOwn(
                        "--innodb-file-per-table=0", "--innodb-data-file-path=ibdata1:12M:autoextend:max:40M");
                FakeBotApi api = FakeBotApi.start();
                TestServer desk = TestServer.onServer(server)
                        .withBot(api)
                        .withVariable("RAHNUMA_METRICS_TOKEN", MetricsScrape.TOKEN)
                        .withProperty("rahnuma.api.messages", MOST)
                        .withProperty("rahnuma.turn.flood", 0)
                        .startServer()) {
            ApiClient visitor = ApiClient.asBrowser(desk.address());
            visitor.sendText("/start");
            FakeTelegramUser ali = api.person(7001, "en");
            ali.says("/start");
            ali.awaits("This is Rahnuma");
            fill(server);
            // There may still be space in the pages of a table.
            String id = ApiClient.newId();
            ApiClient.ApiResponse answer = visitor.sendText(id, "menu");
            for (int i = 0; answer.status() == 200 && i < MOST; i++) {
                id = ApiClient.newId();
                answer = visitor.sendText(id, "menu");
            }
            String refused = id;
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.type()).isEqualTo("/problems/unavailable");
            MetricsScrape.HttpAnswer health =
                    MetricsScrape.fetchMetrics(desk.address().resolve("/health"), MetricsScrape.TOKEN);
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.body())
                    .contains("turns are not committed: the database accepts no writes: its disk is full");
            int before = lines(visitor);
            assertThat(visitor.sendText(refused, "menu").status()).isEqualTo(503);
            assertThat(lines(visitor)).isEqualTo(before);
            FakeBotApi.Written written = ali.says("register");

            admin(server, "drop table filler.filler");
            ali.awaits(line -> line.text().contains("encrypted"), PATIENCE);
            api.awaitConfirmed(written.update());
            AwaitSupport.await()
                    .atMost(PATIENCE)
                    .until(() -> visitor.sendText(refused, "menu").status() != 503);
            visitor.sendText(refused, "menu");
            assertThat(lines(visitor)).as("it and its answer").isEqualTo(before + 2);
            assertThat(MetricsScrape.fetchMetrics(desk.address().resolve("/health"), MetricsScrape.TOKEN)
                            .status())
                    .isEqualTo(200);
            assertThat(ali.heard().stream().map(FakeBotApi.Said::text)).doesNotHaveDuplicates();
            assertThat(api.complaints()).isEmpty();
        }
    }

    private static int lines(ApiClient visitor) {
        return visitor.readMessages("?limit=1").lastMessage().path("seq").asInt();
    }

    /// Fills it with rows that fit in their page: MariaDB 11.4.5 itself crashes when it rolls back a blob that found no
    /// space.
    private static void fill(MariaDbServer server) throws SQLException {
        admin(server, "create database filler");
        admin(
                server,
                "create table filler.filler (id int primary key auto_increment, body varchar(7000)) charset latin1");
        for (int rows = 256; rows >= 1; rows /= 4) {
            boolean hasSpace = true;
            while (hasSpace) {
                hasSpace = adds(server, rows);
            }
        }
    }

    private static boolean adds(MariaDbServer server, int rows) throws SQLException {
        try {
            String row = "(repeat('x', 7000))";
            admin(
                    server,
                    "insert into filler.filler (body) values " + String.join(",", Collections.nCopies(rows, row)));
            return true;
        } catch (SQLException e) {
            assertThat(e.getErrorCode()).isEqualTo(TABLE_IS_FULL);
            return false;
        }
    }

    private static void admin(MariaDbServer server, String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
