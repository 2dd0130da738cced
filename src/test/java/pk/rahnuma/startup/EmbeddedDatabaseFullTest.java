package pk.rahnuma.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micronaut.context.ApplicationContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.persistence.DatabaseErrorKind;
import pk.rahnuma.persistence.FaultClassifier;

class EmbeddedDatabaseFullTest {

    private static final String CHANGE = "update lease set name = name where 1 = 0";
    private static final String INSERT =
            "insert into script_flow (flow, script, source, loaded_at) values (?, 's', ?, now())";

    @TempDir
    private Path folder;

    @AfterEach
    void freeSpace() {
        FullDiskFileSystem.setFull(false);
    }

    @Test
    void reopensAutomaticallyOnceThereIsSpaceWithAllCommits() throws SQLException {
        FullDiskFileSystem.registerScheme();
        EnvironmentSettings settings = EnvironmentSettings.fromVariables(Map.of())
                .withDatabase(DatabaseAddress.embedded("full:" + folder.resolve("rahnuma"), "full"));
        try (ApplicationContext context = ContextBootstrap.openDatabase(settings, MigrationVersion.LATEST, Map.of())) {
            DataSource pool = DelegatingDataSource.unwrapDataSource(context.getBean(DataSource.class));
            insert(pool, "before");
            // All connections of the pool are in it when it fails.
            List<Connection> idle = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                idle.add(pool.getConnection());
            }
            for (Connection connection : idle) {
                connection.close();
            }
            FullDiskFileSystem.setFull(true);
            SQLException full = catchThrowableOfType(SQLException.class, () -> insert(pool, "lost"));
            assertThat(FaultClassifier.isMachineFault(full))
                    .as("the message is tried again")
                    .isTrue();
            assertThat(DatabaseErrorKind.classify(full)).isEqualTo(DatabaseErrorKind.FULL);
            for (int i = 0; i < 5; i++) {
                SQLException still = catchThrowableOfType(SQLException.class, () -> insert(pool, "lost"));
                assertThat(FaultClassifier.isMachineFault(still)).isTrue();
            }

            FullDiskFileSystem.setFull(false);
            AwaitSupport.await().until(() -> takes(pool));
            insert(pool, "after");
            assertThat(flows(pool)).contains("before", "after");
        }
    }

    private static boolean takes(DataSource pool) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(CHANGE);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static void insert(DataSource pool, String flow) throws SQLException {
        try (Connection connection = pool.getConnection();
                var insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, flow);
            insert.setString(2, "x".repeat(50_000));
            insert.executeUpdate();
        }
    }

    private static List<String> flows(DataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select flow from script_flow")) {
            List<String> flows = new ArrayList<>();
            while (rows.next()) {
                flows.add(rows.getString(1));
            }
            return flows;
        }
    }
}
