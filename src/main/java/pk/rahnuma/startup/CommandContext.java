package pk.rahnuma.startup;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.ApplicationContext;

/// Application context without a server: beans, and a migrated database.
public final class CommandContext implements AutoCloseable {

    private final ApplicationContext context;
    private final HikariDataSource pool;
    private final EmbeddedDatabaseLock file;

    CommandContext(ApplicationContext context, HikariDataSource pool, EmbeddedDatabaseLock file) {
        this.context = context;
        this.pool = pool;
        this.file = file;
    }

    public ApplicationContext context() {
        return context;
    }

    public <T> T getBean(Class<T> bean) {
        return context.getBean(bean);
    }

    /// Product and version of the database, and the version of the tables.
    String describeDatabase() {
        return DataSourceFactory.describeDatabase(pool);
    }

    EmbeddedDatabaseLock databaseLock() {
        return file;
    }

    /// Closes the beans first, then the connections that they used, then the lock on the file.
    @Override
    public void close() {
        context.close();
        pool.close();
        file.close();
    }
}
