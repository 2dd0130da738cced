package pk.rahnuma.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.ApplicationContext;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.TestServer;
import pk.rahnuma.TestSql;
import pk.rahnuma.startup.settings.DatabaseAddress;
import pk.rahnuma.startup.settings.EnvironmentSettings;

/// Checks that Micronaut makes the pool as the settings say, and closes it.
class DatabasePropertiesTest {

    private static final String PASSWORD = "a${user.name}b${";

    private final DatabaseAddress memory = TestDatabase.addressInMemory();

    @Test
    void aPasswordIsTakenAsItIsWritten() throws SQLException {
        DatabaseAddress address = new DatabaseAddress(null, memory.url(), "sa", PASSWORD, "memory");
        try (ApplicationContext context = open(address)) {
            HikariDataSource pool = context.getBean(DataSource.class).unwrap(HikariDataSource.class);
            assertThat(pool.getPassword()).isEqualTo(PASSWORD);
            assertThat(pool.getTransactionIsolation()).isEqualTo("TRANSACTION_READ_COMMITTED");
            assertThat(pool.getMaximumPoolSize()).isEqualTo(16);
            assertThat(pool.getConnectionTimeout()).isEqualTo(3_000);
        }
    }

    @Test
    void aContextThatIsClosedOrRefusedLeavesNoPool() {
        long before = countPools();
        try (ApplicationContext context = open(memory)) {
            assertThat(countPools()).isEqualTo(before + 1);
            context.getBean(TestSql.class).execute("""
                    insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by,
                        execution_time, success)
                    values (9999, '9999', 'later', 'SQL', 'V9999__later.sql', 'sa', 1, true)
                    """);
            assertThatThrownBy(() -> open(memory)).hasStackTraceContaining("made by a newer Rahnuma");
            assertThat(countPools()).isEqualTo(before + 1);
        }
        assertThat(countPools()).isEqualTo(before);
    }

    /// Beans that work in the database while they are closed would otherwise make a second pool, about every other
    /// time.
    @Test
    void aServerThatIsStoppedLeavesNoPool() {
        long before = countPools();
        try (TestServer server = TestServer.onH2().startServer()) {
            for (int i = 0; i < 3; i++) {
                server.restart();
                assertThat(countPools()).isEqualTo(before + 1);
            }
        }
        assertThat(countPools()).isEqualTo(before);
    }

    private static ApplicationContext open(DatabaseAddress address) {
        return ContextBootstrap.openDatabase(
                EnvironmentSettings.fromVariables(Map.of()).withDatabase(address), MigrationVersion.LATEST, Map.of());
    }

    private static long countPools() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("rahnuma:housekeeper"))
                .count();
    }
}
