package pk.rahnuma;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.persistence.JdbiFactory;
import pk.rahnuma.startup.DataSourceFactory;
import pk.rahnuma.startup.settings.DatabaseAddress;
import pk.rahnuma.startup.settings.EnvironmentSettings;
import pk.rahnuma.vault.MasterKeyset;
import pk.rahnuma.vault.SealedFormat;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Migrated, empty database with the settings of production.
public final class TestDatabase implements AutoCloseable {

    private final DatabaseAddress address;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final MasterKeyset keyset = MasterKeyset.generateNew();
    private final SubjectEncryptionService vault;

    private TestDatabase(DatabaseAddress address) {
        this.address = address;
        this.pool = DataSourceFactory.openMigrated(address);
        this.jdbi = JdbiFactory.forDataSource(pool);
        this.vault = createVault();
    }

    public static TestDatabase onH2() {
        DatabaseAddress embedded = EnvironmentSettings.fromVariables(Map.of()).database();
        String url = embedded.url().replaceFirst("file:[^;]*", "mem:" + UUID.randomUUID());
        return new TestDatabase(new DatabaseAddress(true, url, embedded.user(), embedded.password(), "memory"));
    }

    public static TestDatabase onMariaDb() {
        return new TestDatabase(EnvironmentSettings.fromVariables(Map.of(
                        "DATABASE_URL",
                        MariaDbServer.sharedServer().freshSchema(),
                        "DATABASE_USER",
                        MariaDbServer.USER,
                        "DATABASE_PASSWORD",
                        MariaDbServer.PASSWORD))
                .database());
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    public DataSource pool() {
        return pool;
    }

    public MasterKeyset keyset() {
        return keyset;
    }

    /// Vault of this database, which opens only values that are bound to their row; its cache keeps earlier keys.
    public SubjectEncryptionService vault() {
        return vault;
    }

    /// Another vault, as another process would have it.
    public SubjectEncryptionService createVault() {
        return new SubjectEncryptionService(jdbi, keyset, SealedFormat.ROW_ALONE);
    }

    /// Exchanges the values of two rows, as an attacker with write access to the database might.
    ///
    /// @param key the column that identifies the rows
    public void swapValues(String table, String column, String key, Object one, Object two) {
        jdbi.useTransaction(handle -> {
            String select = "select " + column + " from " + table + " where " + key + " = ?";
            byte[] first =
                    handle.createQuery(select).bind(0, one).mapTo(byte[].class).one();
            byte[] second =
                    handle.createQuery(select).bind(0, two).mapTo(byte[].class).one();
            String update = "update " + table + " set " + column + " = ? where " + key + " = ?";
            handle.execute(update, second, one);
            handle.execute(update, first, two);
        });
    }

    public boolean isH2() {
        return address.embedded();
    }

    @Override
    public void close() {
        // The last connection deletes the database in memory.
        pool.close();
    }

    @Override
    public String toString() {
        return isH2() ? "H2" : "MariaDB";
    }
}
