package pk.rahnuma.startup;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import pk.rahnuma.persistence.fault.FaultClassifier;

/// Makes the pool evict connections that are dead but report themselves as valid.
///
/// * After a failed write, because the disk is full for example, H2 closes its file. A new connection opens the file
///   again.
/// * After a change of a table, MariaDB rejects batches that a connection prepared before. All other connections have
///   prepared the same ones, and are evicted too.
final class DeadConnectionOverride implements SQLExceptionOverride {

    /// Set once the pool exists, before it is used.
    private volatile HikariDataSource pool;

    void setPool(HikariDataSource opened) {
        this.pool = opened;
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
}
