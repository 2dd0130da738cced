package pk.rahnuma.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.ApplicationContext;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.MariaDbServer;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.TestServer;
import pk.rahnuma.TestSql;

/// Checks that Micronaut makes the pool as the settings say, and closes it.
class DatabasePropertiesTest {

    private static final String PASSWORD = "a${user.name}b${";

    private final DatabaseAddress memory = TestDatabase.addressInMemory();

    @Test
    void aPasswordIsTakenAsItIsWritten() throws SQLException {
        DatabaseAddress address = new DatabaseAddress(null, memory.url(), "", "sa", PASSWORD, "memory");
        try (ApplicationContext context = open(address)) {
            HikariDataSource pool = context.getBean(DataSource.class).unwrap(HikariDataSource.class);
            assertThat(pool.getPassword()).isEqualTo(PASSWORD);
            assertThat(pool.getTransactionIsolation()).isEqualTo("TRANSACTION_READ_COMMITTED");
            assertThat(pool.getMaximumPoolSize()).isEqualTo(16);
            assertThat(pool.getConnectionTimeout()).isEqualTo(3_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql:", "jdbc:mariadb:"})
    void aServerGetsTheOptionsOfItsDriverAndThoseOfTheOperatorTakePrecedence(String scheme) throws SQLException {
        String url = MariaDbServer.sharedServer().freshSchema().replace("jdbc:mysql:", scheme);
        try (ApplicationContext context = open(server(url))) {
            HikariDataSource pool = context.getBean(DataSource.class).unwrap(HikariDataSource.class);
            assertThat(pool.getConnectionTestQuery()).isNull();
            assertThat(pool.getJdbcUrl())
                    .startsWith(url + "?useServerPrepStmts=true&")
                    .contains("&socketTimeout=60000&")
                    .doesNotContain(" ");
            assertThat(context.getBean(TestSql.class)
                            .queryOne(
                                    String.class,
                                    "select concat(@@innodb_lock_wait_timeout, ' ', @@collation_connection)"))
                    .isEqualTo("5 utf8mb4_bin");
        }
        try (ApplicationContext context = open(server(url + "?sessionVariables=innodb_lock_wait_timeout=7"))) {
            assertThat(context.getBean(TestSql.class).queryOne(Long.class, "select @@innodb_lock_wait_timeout"))
                    .isEqualTo(7);
        }
    }

    private static DatabaseAddress server(String url) {
        return EnvironmentSettings.fromVariables(Map.of(
                        "DATABASE_URL", url,
                        "DATABASE_USER", MariaDbServer.USER,
                        "DATABASE_PASSWORD", MariaDbServer.PASSWORD))
                .database();
    }

    @Test
    void aContextThatIsClosedOrRefusedLeavesNoPool() {
        Set<Thread> before = poolThreads();
        try (ApplicationContext context = open(memory)) {
            assertThat(poolThreadsSince(before)).hasSize(1);
            context.getBean(TestSql.class).execute("""
                    insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by,
                        execution_time, success)
                    values (9999, '9999', 'later', 'SQL', 'V9999__later.sql', 'sa', 1, true)
                    """);
            assertThatThrownBy(() -> open(memory)).hasStackTraceContaining("made by a newer Rahnuma");
            awaitPools(1, before);
        }
        awaitPools(0, before);
    }

    /// Beans that work in the database while they are closed would otherwise make a second pool, about every other
    /// time.
    @Test
    void aServerThatIsStoppedLeavesNoPool() {
        Set<Thread> before = poolThreads();
        try (TestServer server = TestServer.onH2().startServer()) {
            for (int i = 0; i < 3; i++) {
                server.restart();
                awaitPools(1, before);
            }
        }
        awaitPools(0, before);
    }

    private static ApplicationContext open(DatabaseAddress address) {
        return ContextBootstrap.openDatabase(
                EnvironmentSettings.fromVariables(Map.of()).withDatabase(address), MigrationVersion.LATEST, Map.of());
    }

    /// A pool has one thread of this name. It ends shortly after the pool is closed, not with it.
    private static Set<Thread> poolThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("rahnuma:housekeeper"))
                .collect(Collectors.toSet());
    }

    private static Set<Thread> poolThreadsSince(Set<Thread> before) {
        return poolThreads().stream().filter(thread -> !before.contains(thread)).collect(Collectors.toSet());
    }

    private static void awaitPools(int count, Set<Thread> before) {
        AwaitSupport.await()
                .untilAsserted(() -> assertThat(poolThreadsSince(before)).hasSize(count));
    }
}
