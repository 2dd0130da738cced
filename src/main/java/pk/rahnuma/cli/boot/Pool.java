package pk.rahnuma.cli.boot;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;

/// Connections to the database, whose tables are brought up to date first.
public final class Pool {

    private static final int CONNECTIONS = 16;
    private static final long WAIT_MILLIS = 3_000;

    private Pool() {}

    /// With all migrations. To be closed.
    public static HikariDataSource open(DatabaseAddress address) {
        HikariDataSource pool = connect(address);
        try {
            migrate(pool, MigrationVersion.LATEST);
            return pool;
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /// As the tables are. To be closed.
    public static HikariDataSource connect(DatabaseAddress address) {
        // H2 reads it once, when its first class is loaded: its port is for this machine alone.
        System.setProperty("h2.bindAddress", "127.0.0.1");
        return new HikariDataSource(config(address));
    }

    /// Brings the tables to this version.
    public static void migrate(DataSource pool, MigrationVersion version) {
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    private static HikariConfig config(DatabaseAddress address) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("rahnuma");
        config.setDriverClassName(address.embedded() ? "org.h2.Driver" : "org.mariadb.jdbc.Driver");
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(WAIT_MILLIS);
        return config;
    }
}
