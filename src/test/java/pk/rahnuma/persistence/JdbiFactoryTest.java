package pk.rahnuma.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;

@OnEachDatabase
class JdbiFactoryTest {

    private final TestDatabase database;

    JdbiFactoryTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void timesComeBackToTheMicrosecondWhateverTheZoneOfTheMachine() {
        // The second one does not exist on the clocks of New York: the hour is skipped there.
        Instant[] times = {
            Instant.parse("2026-07-01T23:59:59.999999Z"),
            Instant.parse("2026-03-08T02:30:00.123456Z"),
            Instant.parse("1970-01-01T00:00:00.000001Z")
        };
        TimeZone before = TimeZone.getDefault();
        try {
            for (String zone : new String[] {"UTC", "Asia/Karachi", "America/New_York"}) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                for (Instant time : times) {
                    assertThat(roundTrip(time)).isEqualTo(time);
                }
            }
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Karachi"));
            write(times[0]);
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            assertThat(read()).isEqualTo(times[0]);
            assertThat(asText()).startsWith("2026-07-01 23:59:59.999999");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void timesAreTruncatedToMicroseconds() {
        assertThat(roundTrip(Instant.parse("2026-07-01T23:59:59.999999999Z")))
                .isEqualTo(Instant.parse("2026-07-01T23:59:59.999999Z"));
    }

    @Test
    void aNestedHandleJoinsTheTransactionOfItsThread() {
        write(Instant.EPOCH);
        assertThatThrownBy(() -> database.jdbi().useTransaction(outer -> {
                    database.jdbi()
                            .useHandle(
                                    inner -> assertThat(inner.getConnection()).isSameAs(outer.getConnection()));
                    database.jdbi().useTransaction(inner -> inner.execute("delete from status_failure"));
                    JdbcExecutor.withConnection(database.jdbi(), connection -> {
                        assertThat(connection).isSameAs(outer.getConnection());
                        return null;
                    });
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(read()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void theIsolationIsReadCommitted() throws SQLException {
        database.jdbi()
                .useHandle(handle -> assertThat(handle.getConnection().getTransactionIsolation())
                        .isEqualTo(Connection.TRANSACTION_READ_COMMITTED));
    }

    @Test
    void bytesComeBackAsTheyWereWhateverTheyAre() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        for (byte[] value : Arrays.asList(all, new byte[0], "' or 1=1 -- \\'".getBytes(UTF_8), null)) {
            byte[] back = database.jdbi().inTransaction(handle -> {
                JdbcExecutor.withConnection(database.jdbi(), connection -> {
                    try (var insert = connection.prepareStatement(
                            "insert into dead_letter (id, conversation_id, body, failure, created_at)"
                                    + " values (1, 1, coalesce(?, x'00'), '', ?)")) {
                        insert.setBytes(1, value);
                        insert.setObject(2, UtcTimestamps.toUtc(Instant.EPOCH));
                        return insert.executeUpdate();
                    }
                });
                byte[] found = handle.createQuery("select body from dead_letter where id = 1")
                        .mapTo(byte[].class)
                        .one();
                handle.execute("delete from dead_letter where id = 1");
                return found;
            });
            assertThat(back).isEqualTo(value == null ? new byte[1] : value);
        }
    }

    @Test
    void listsOfKeysArePaddedToPowersOfTwo() {
        assertThat(JdbcExecutor.placeholders(1)).isEqualTo("?");
        assertThat(JdbcExecutor.placeholders(3)).isEqualTo("?,?,?,?");
        assertThat(JdbcExecutor.placeholders("(?,?)", 2)).isEqualTo("(?,?),(?,?)");
        assertThat(JdbcExecutor.paddedSize(256)).isEqualTo(256);
    }

    private Instant roundTrip(Instant time) {
        write(time);
        return read();
    }

    private void write(Instant time) {
        database.jdbi().useTransaction(handle -> {
            handle.execute("delete from status_failure");
            handle.createUpdate("insert into status_failure (conversation_id, failures, last_at) values (1, 1, :at)")
                    .bind("at", time)
                    .execute();
        });
    }

    private Instant read() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select last_at from status_failure")
                        .mapTo(Instant.class)
                        .one());
    }

    private String asText() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select cast(last_at as char(26)) from status_failure")
                        .mapTo(String.class)
                        .one());
    }
}
