package pk.rahnuma.startup;

import io.micronaut.context.ApplicationContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.flyway.FlywayConfigurationProperties;
import io.micronaut.flyway.FlywayMigrator;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.persistence.FaultLog;

/// Migrates the tables and logs it. Micronaut would do so while it makes the pool, and would leave the pool open when
/// the migration fails.
public final class SchemaMigration {

    private static final MigrationVersion BASELINE_VERSION = MigrationVersion.fromVersion("1");
    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);

    private SchemaMigration() {}

    /// Migrates the tables to this version.
    ///
    /// @throws UserErrorException when they are newer than this program, or from before its baseline
    public static void migrateTables(ApplicationContext context, MigrationVersion version) {
        DataSource pool = DelegatingDataSource.unwrapDataSource(context.getBean(DataSource.class));
        FlywayConfigurationProperties configuration = context.getBean(FlywayConfigurationProperties.class);
        MigrationInfoService info = readInfo(configuration, pool, version);
        String before = formatVersion(info.current());
        refuseOtherBaseline(info);
        refuseNewer(info, before);
        int pending = info.pending().length;
        if (pending > 0) {
            LOG.info("migration: {} pending, tables at version {}", pending, before);
        }
        long begun = System.nanoTime();
        context.getBean(FlywayMigrator.class).run(configuration, pool);
        if (pending > 0) {
            LOG.info(
                    "migration: done, tables at version {} after {} ms",
                    formatVersion(info.pending()[pending - 1]),
                    Duration.ofNanos(System.nanoTime() - begun).toMillis());
        }
    }

    private static MigrationInfoService readInfo(
            FlywayConfigurationProperties configuration, DataSource pool, MigrationVersion version) {
        return configuration
                .getFluentConfiguration()
                .dataSource(pool)
                .target(version)
                .load()
                .info();
    }

    /// Checksum of the baseline of this program: tables of another one are not migrated, and its backups not restored.
    public static int baselineChecksum(ApplicationContext context) {
        return Arrays.stream(readInfo(
                                context.getBean(FlywayConfigurationProperties.class),
                                DelegatingDataSource.unwrapDataSource(context.getBean(DataSource.class)),
                                MigrationVersion.LATEST)
                        .all())
                .filter(SchemaMigration::isBaseline)
                .map(MigrationInfo::getResolvedChecksum)
                .findFirst()
                .orElseThrow();
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

    private static String formatVersion(MigrationInfo current) {
        return current == null || current.getVersion() == null
                ? "0"
                : current.getVersion().getVersion();
    }

    /// Rejects tables that were made by other migrations than the baseline of this program, as before the first
    /// release.
    private static void refuseOtherBaseline(MigrationInfoService info) {
        boolean other = Arrays.stream(info.applied())
                .filter(SchemaMigration::isBaseline)
                .anyMatch(
                        migration -> !Objects.equals(migration.getAppliedChecksum(), migration.getResolvedChecksum()));
        if (other) {
            throw new UserErrorException(
                    "the tables were made before the first release and are not migrated: start with"
                            + " an empty database (DATABASE_URL), or with an empty data folder (RAHNUMA_DATA)");
        }
    }

    private static boolean isBaseline(MigrationInfo migration) {
        return BASELINE_VERSION.equals(migration.getVersion());
    }

    /// Rejects tables that are newer than this program: no version was tested with them.
    private static void refuseNewer(MigrationInfoService info, String before) {
        boolean newer = Arrays.stream(info.applied()).anyMatch(SchemaMigration::isNewer);
        if (newer) {
            String known = Arrays.stream(info.all())
                    .filter(each -> !isNewer(each))
                    .reduce((one, next) -> next)
                    .map(SchemaMigration::formatVersion)
                    .orElse("0");
            throw new UserErrorException("the tables are at version " + before
                    + ", made by a newer Rahnuma, and this one knows up to " + known
                    + ": use the newer rahnuma.jar, or restore a backup from before it into an empty database");
        }
    }

    private static boolean isNewer(MigrationInfo migration) {
        return migration.getState() == MigrationState.FUTURE_SUCCESS
                || migration.getState() == MigrationState.FUTURE_FAILED;
    }
}
