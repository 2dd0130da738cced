package pk.rahnuma.startup;

import io.micronaut.context.ApplicationContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import javax.sql.DataSource;

/// Application context without a server: beans, and a migrated database.
public final class CommandContext implements AutoCloseable {

    private final ApplicationContext context;
    private final EmbeddedDatabaseLock databaseLock;

    CommandContext(ApplicationContext context, EmbeddedDatabaseLock databaseLock) {
        this.context = context;
        this.databaseLock = databaseLock;
    }

    public ApplicationContext context() {
        return context;
    }

    public <T> T getBean(Class<T> bean) {
        return context.getBean(bean);
    }

    /// Product and version of the database, and the version of the tables.
    String describeDatabase() {
        return SchemaMigration.describeDatabase(DelegatingDataSource.unwrapDataSource(getBean(DataSource.class)));
    }

    EmbeddedDatabaseLock databaseLock() {
        return databaseLock;
    }

    /// Closes the beans and the connections that they used, then the lock on the file.
    @Override
    public void close() {
        context.close();
        databaseLock.close();
    }
}
