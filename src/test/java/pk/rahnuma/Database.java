package pk.rahnuma;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.cli.boot.DatabaseAddress;
import pk.rahnuma.cli.boot.Pool;
import pk.rahnuma.cli.boot.Settings;
import pk.rahnuma.store.Store;
import pk.rahnuma.vault.Keyset;
import pk.rahnuma.vault.SealedFormat;
import pk.rahnuma.vault.Vault;

/// A migrated, empty database with the settings of production.
public final class Database implements AutoCloseable {

    private final DatabaseAddress address;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Keyset keyset = Keyset.generate();
    private final Vault vault;

    private Database(DatabaseAddress address) {
        this.address = address;
        this.pool = Pool.open(address);
        this.jdbi = Store.over(pool);
        this.vault = anotherVault();
    }

    public static Database h2() {
        return new Database(DatabaseAddress.inMemory(UUID.randomUUID().toString()));
    }

    public static Database mariaDb() {
        return new Database(Settings.of(Map.of(
                        "DATABASE_URL",
                        MariaDb.running().freshSchema(),
                        "DATABASE_USER",
                        MariaDb.USER,
                        "DATABASE_PASSWORD",
                        MariaDb.PASSWORD))
                .database());
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    public DataSource pool() {
        return pool;
    }

    public Keyset keyset() {
        return keyset;
    }

    /// One vault for this database, which opens only what is bound to its row; its cache is warm with what was used
    /// before.
    public Vault vault() {
        return vault;
    }

    /// A vault as another process would have it.
    public Vault anotherVault() {
        return new Vault(jdbi, keyset, SealedFormat.ROW_ALONE);
    }

    /// Puts the value of each of two rows into the other one, as somebody might who can write to the database.
    ///
    /// @param key the column that names the rows
    public void swap(String table, String column, String key, Object one, Object two) {
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
        // The last connection takes the database in memory with it.
        pool.close();
    }

    @Override
    public String toString() {
        return isH2() ? "H2" : "MariaDB";
    }
}
