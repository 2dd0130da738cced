package pk.rahnuma.startup;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import javax.sql.DataSource;
import pk.rahnuma.persistence.FaultClassifier;

/// Makes the pool evict connections that are dead but report themselves as valid.
///
/// * After a failed write, because the disk is full for example, H2 closes its file. A new connection opens the file
///   again.
/// * After a change of a table, MariaDB rejects batches that a connection prepared before. All other connections have
///   prepared the same ones, and are evicted too.
@Singleton
final class DeadConnectionOverride implements SQLExceptionOverride, BeanCreatedEventListener<DataSource> {

    /// Set once the pool exists, before it is used.
    private volatile HikariDataSource pool;

    @java.lang.Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        try {
            pool = event.getBean().unwrap(HikariDataSource.class);
            return event.getBean();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        if (FaultClassifier.isStaleBatch(failure)) {
            pool.getHikariPoolMXBean().softEvictConnections();
            return SQLExceptionOverride.Override.MUST_EVICT;
        }
        return FaultClassifier.isClosed(failure)
                ? SQLExceptionOverride.Override.MUST_EVICT
                : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }

    /// Gives the override to the pool before it is made.
    @Singleton
    static final class OverrideInstaller implements BeanCreatedEventListener<DatasourceConfiguration> {

        private final DeadConnectionOverride installedOverride;

        OverrideInstaller(DeadConnectionOverride installedOverride) {
            this.installedOverride = installedOverride;
        }

        @java.lang.Override
        public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
            event.getBean().setExceptionOverride(installedOverride);
            return event.getBean();
        }
    }
}
