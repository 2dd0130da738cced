package pk.rahnuma.startup;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.persistence.fault.FaultLog;
import pk.rahnuma.startup.settings.DatabaseAddress;
import pk.rahnuma.startup.settings.UserErrorException;

/// Opens connections to the database and migrates its tables.
public final class DataSourceFactory {

    private static final int MAX_CONNECTIONS = 16;
    private static final long CONNECTION_TIMEOUT_MILLIS = 3_000;

    private static final Logger LOG = LoggerFactory.getLogger(DataSourceFactory.class);

    private DataSourceFactory() {}

    /// Opens the database and runs all migrations. The caller closes it.
    public static HikariDataSource openMigrated(DatabaseAddress address) {
        HikariDataSource pool = openUnmigrated(address);
        try {
            migrateSchema(pool, MigrationVersion.LATEST);
            return pool;
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /// Opens the database without migrations. The caller closes it.
    public static HikariDataSource openUnmigrated(DatabaseAddress address) {
        // H2 reads it once, when its first class is loaded: its port is for this machine alone.
        System.setProperty("h2.bindAddress", "127.0.0.1");
        DeadConnectionOverride override = new DeadConnectionOverride();
        HikariConfig config = config(address);
        config.setExceptionOverride(override);
        HikariDataSource pool = new HikariDataSource(config);
        override.setPool(pool);
        return pool;
    }

    /// Migrates the tables to this version.
    ///
    /// @throws UserErrorException when they are newer than this program
    public static void migrateSchema(DataSource pool, MigrationVersion version) {
        Flyway flyway = flyway(pool, version);
        MigrationInfoService info = flyway.info();
        String before = version(info.current());
        refuseNewer(info, before);
        int pending = info.pending().length;
        if (pending > 0) {
            LOG.info("migration: {} pending, tables at version {}", pending, before);
        }
        long begun = System.nanoTime();
        String after = flyway.migrate().targetSchemaVersion;
        if (pending > 0) {
            LOG.info(
                    "migration: done, tables at version {} after {} ms",
                    after,
                    Duration.ofNanos(System.nanoTime() - begun).toMillis());
        }
    }

    /// Product and version of the database, and the version of the tables, for the log.
    static String describeDatabase(DataSource pool) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet last = statement.executeQuery(
                        "select version from flyway_schema_history where success order by installed_rank desc limit 1")) {
            DatabaseMetaData database = connection.getMetaData();
            return database.getDatabaseProductName() + " " + database.getDatabaseProductVersion()
                    + ", tables at version " + (last.next() ? last.getString(1) : "0");
        } catch (SQLException e) {
            return "database unknown (" + FaultLog.describeCauses(e) + ")";
        }
    }

    private static String version(MigrationInfo current) {
        return current == null || current.getVersion() == null
                ? "0"
                : current.getVersion().getVersion();
    }

    /// Rejects tables that are newer than this program: no version was tested with them.
    private static void refuseNewer(MigrationInfoService info, String before) {
        boolean newer = Arrays.stream(info.applied())
                .anyMatch(each -> each.getState() == MigrationState.FUTURE_SUCCESS
                        || each.getState() == MigrationState.FUTURE_FAILED);
        if (newer) {
            String known = Arrays.stream(info.all())
                    .filter(each -> each.getState() != MigrationState.FUTURE_SUCCESS
                            && each.getState() != MigrationState.FUTURE_FAILED)
                    .reduce((one, next) -> next)
                    .map(DataSourceFactory::version)
                    .orElse("0");
            throw new UserErrorException("the tables are at version " + before
                    + ", made by a newer Rahnuma, and this one knows up to " + known
                    + ": use the newer rahnuma.jar, or restore a backup from before it into an empty database");
        }
    }

    private static Flyway flyway(DataSource pool, MigrationVersion version) {
        return Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration")
                .target(version)
                .load();
    }

    private static HikariConfig config(DatabaseAddress address) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("rahnuma");
        config.setDriverClassName(address.embedded() ? "org.h2.Driver" : "org.mariadb.jdbc.Driver");
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setMaximumPoolSize(MAX_CONNECTIONS);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        if (address.embedded()) {
            config.setConnectionTestQuery("select 1");
        }
        return config;
    }
}
