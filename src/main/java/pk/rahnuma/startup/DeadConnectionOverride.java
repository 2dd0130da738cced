package pk.rahnuma.startup;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import pk.rahnuma.persistence.fault.FaultClassifier;

/// Lets the pool give up connections that stay dead while they call themselves valid.
///
/// * After a write that failed, because the disk is full for example, H2 closes its file. A fresh connection opens the
///   file again.
/// * After a change of a table, MariaDB refuses batches that a connection prepared before. All other connections have
///   prepared the same ones, and go too.
final class DeadConnectionOverride implements SQLExceptionOverride {

    private static final int H2_DATABASE_CLOSED = 90098;

    /// Set once the pool is there, before anybody uses it.
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
        return failure.getErrorCode() == H2_DATABASE_CLOSED || FaultClassifier.isFailedWrite(failure)
                ? SQLExceptionOverride.Override.MUST_EVICT
                : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
}
