package pk.rahnuma.persistence;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;
import pk.rahnuma.persistence.fault.FaultLog;

/// A connection that a thread keeps from one transaction to the next, with autocommit off: a pooled connection would
/// switch autocommit off before and on after each transaction.
///
/// For one thread. All work in [#runTransaction] must be a transaction.
public final class PinnedConnection {

    private static final ScopedValue<PinnedConnection> CURRENT_CONNECTION = ScopedValue.newInstance();
    /// After this time the connection goes back, so that the pool can maintain it.
    private static final Duration MAX_HOLD_TIME = Duration.ofSeconds(30);

    private Connection kept;
    private Connection shown;
    private long since;

    /// Runs a Jdbi transaction on the kept connection. Returns the connection to the pool when the transaction throws.
    public <T> T runTransaction(Supplier<T> transaction) {
        boolean done = false;
        try {
            T result = ScopedValue.where(CURRENT_CONNECTION, this).call(transaction::get);
            done = true;
            return result;
        } finally {
            if (!done || System.nanoTime() - since > MAX_HOLD_TIME.toNanos()) {
                releaseConnection();
            }
        }
    }

    /// Returns the connection to its pool.
    public void releaseConnection() {
        Connection had = kept;
        kept = null;
        shown = null;
        if (had != null) {
            FaultLog.runQuietly("return a connection to the pool", () -> close(had));
        }
    }

    private static void close(Connection had) {
        try {
            had.close();
        } catch (SQLException e) {
            throw new JdbcExecutor.DatabaseFailureException(e);
        }
    }

    /// Pinned connection of this thread, or a new one from the pool.
    static Connection openConnection(DataSource pool) throws SQLException {
        return CURRENT_CONNECTION.isBound() ? CURRENT_CONNECTION.get().connection(pool) : pool.getConnection();
    }

    private Connection connection(DataSource pool) throws SQLException {
        if (kept == null) {
            since = System.nanoTime();
            kept = pool.getConnection();
            kept.setAutoCommit(false);
            shown = (Connection) Proxy.newProxyInstance(
                    PinnedConnection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    new ConnectionProxy(kept));
        }
        return shown;
    }

    /// Connection as Jdbi sees it: with an autocommit that it switches off and on, and a close.
    private static final class ConnectionProxy implements InvocationHandler {

        private final Connection kept;
        private boolean autoCommit = true;

        ConnectionProxy(Connection kept) {
            this.kept = kept;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            switch (method.getName()) {
                case "getAutoCommit":
                    return autoCommit;
                case "setAutoCommit":
                    autoCommit = (Boolean) arguments[0];
                    return null;
                case "close":
                    if (!autoCommit) {
                        kept.rollback();
                        autoCommit = true;
                    }
                    return null;
                default:
                    try {
                        return method.invoke(kept, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
            }
        }
    }
}
