package pk.rahnuma;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationVersion;
import pk.rahnuma.faq.ContentLoader;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.startup.DatabaseAddress;
import pk.rahnuma.startup.EnvironmentSettings;
import pk.rahnuma.vault.MasterKeyset;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Migrated, empty database with the settings of production. A database that is closed is emptied and lent to the next
/// test class, with its beans, so that a process migrates few.
public final class TestDatabase implements AutoCloseable {

    /// Databases that nobody uses, by their kind.
    private static final Map<String, Deque<TestDatabase>> IDLE = new HashMap<>();

    private final DatabaseAddress address;
    private final ApplicationContext context;
    private final DataSource pool;
    private final TestSql sql;
    private final MasterKeyset keyset;
    private final SubjectEncryptionService vault;
    private final String kind;
    private final List<TestDatabase> otherNodes = new ArrayList<>();

    private TestDatabase(String kind, DatabaseAddress address, MasterKeyset keyset) {
        this.kind = kind;
        this.address = address;
        this.keyset = keyset;
        this.context = ContextBootstrap.openDatabase(
                EnvironmentSettings.fromVariables(Map.of()).withDatabase(address), MigrationVersion.LATEST, Map.of());
        this.pool = DelegatingDataSource.unwrapDataSource(context.getBean(DataSource.class));
        this.sql = context.getBean(TestSql.class);
        context.registerSingleton(MasterKeyset.class, keyset);
        context.registerSingleton(ContentLoader.class, new ContentLoader(null));
        this.vault = context.getBean(SubjectEncryptionService.class);
    }

    public static TestDatabase onH2() {
        return borrow("H2", TestDatabase::addressInMemory);
    }

    /// A new database as the embedded one, but in memory; deleted with its last connection.
    public static DatabaseAddress addressInMemory() {
        return DatabaseAddress.embedded("mem:" + UUID.randomUUID(), "memory");
    }

    /// MariaDB by Connector/J.
    public static TestDatabase onMariaDb() {
        return borrow("jdbc:mysql", () -> addressOf(MariaDbServer.sharedServer().freshSchema()));
    }

    /// MariaDB by its own driver.
    public static TestDatabase onMariaDbDriver() {
        return borrow(
                "jdbc:mariadb",
                () -> addressOf(MariaDbServer.sharedServer().freshSchema().replace("jdbc:mysql:", "jdbc:mariadb:")));
    }

    /// MySQL itself, in a container.
    public static TestDatabase onMySql() {
        return borrow("MySQL", () -> addressOf(MySqlServer.freshSchema()));
    }

    private static DatabaseAddress addressOf(String url) {
        return EnvironmentSettings.fromVariables(Map.of(
                        "DATABASE_URL",
                        url,
                        "DATABASE_USER",
                        MariaDbServer.USER,
                        "DATABASE_PASSWORD",
                        MariaDbServer.PASSWORD))
                .database();
    }

    private static TestDatabase borrow(String kind, Supplier<DatabaseAddress> address) {
        TestDatabase idle;
        synchronized (IDLE) {
            idle = IDLE.computeIfAbsent(kind, each -> new ArrayDeque<>()).poll();
        }
        return idle == null ? new TestDatabase(kind, address.get(), MasterKeyset.generateNew()) : idle;
    }

    /// The same database, as another process has it: with its own beans, pool and caches. It is closed with this one.
    public TestDatabase openAnotherNode() {
        TestDatabase node = new TestDatabase(kind, address, keyset);
        otherNodes.add(node);
        return node;
    }

    public TestSql sql() {
        return sql;
    }

    public DataSource pool() {
        return pool;
    }

    @SuppressWarnings("unchecked")
    public TransactionOperations<Connection> transactions() {
        return context.getBean(TransactionOperations.class);
    }

    public <T> T getBean(Class<T> bean) {
        return context.getBean(bean);
    }

    public MasterKeyset keyset() {
        return keyset;
    }

    /// Vault of this database; its cache keeps earlier keys.
    public SubjectEncryptionService vault() {
        return vault;
    }

    /// Builder of another context, which has a pool of its own on this database.
    public ApplicationContextBuilder newContext() {
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .environments(address.environments().toArray(String[]::new))
                .properties(address.toProperties());
    }

    /// Exchanges the values of two rows, as an attacker with write access to the database might.
    ///
    /// @param key the column that identifies the rows
    public void swapValues(String table, String column, String key, Object one, Object two) {
        sql.inTransaction(() -> {
            String select = "select " + column + " from " + table + " where " + key + " = ?";
            byte[] first = sql.queryOne(byte[].class, select, one);
            byte[] second = sql.queryOne(byte[].class, select, two);
            String update = "update " + table + " set " + column + " = ? where " + key + " = ?";
            sql.execute(update, second, one);
            sql.execute(update, first, two);
        });
    }

    public boolean isH2() {
        return address.embedded();
    }

    @Override
    public void close() {
        otherNodes.forEach(node -> node.context.close());
        otherNodes.clear();
        sql.deleteRows(Set.of());
        synchronized (IDLE) {
            IDLE.get(kind).add(this);
        }
    }

    @Override
    public String toString() {
        return kind;
    }
}
