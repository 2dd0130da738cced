package pk.rahnuma.startup;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.ApplicationContext;

/// The house without its server: beans, and a database that is up to date.
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

    /// Which database it is, and how new its tables are.
    String describeDatabase() {
        return DataSourceFactory.describeDatabase(pool);
    }

    EmbeddedDatabaseLock databaseLock() {
        return file;
    }

    /// Beans first, then the connections that they used, then the lock on the file.
    @Override
    public void close() {
        context.close();
        pool.close();
        file.close();
    }
}
