package pk.rahnuma.persistence;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.data.connection.ConnectionDefinition;
import io.micronaut.data.connection.ConnectionStatus;
import io.micronaut.data.connection.SynchronousConnectionManager;
import io.micronaut.data.exceptions.DataAccessException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

/// A connection that a thread keeps from one transaction to the next, with autocommit off: a pooled connection would
/// switch autocommit off before and on after each transaction.
///
/// For one thread. All work in [#runTransaction] must be a transaction.
public final class PinnedConnection {

    /// After this time the connection goes back, so that the pool can maintain it.
    private static final Duration MAX_HOLD_TIME = Duration.ofSeconds(30);

    private final SynchronousConnectionManager<Connection> connections;
    private ConnectionStatus<Connection> kept;
    /// Context in which Micronaut finds the kept connection.
    private PropagatedContext context;
    private long since;

    public PinnedConnection(SynchronousConnectionManager<Connection> connections) {
        this.connections = connections;
    }

    /// Runs a transaction on the kept connection. Returns the connection to the pool when the transaction throws.
    public <T> T runTransaction(Supplier<T> transaction) {
        boolean done = false;
        try {
            if (kept == null) {
                openConnection();
            }
            T result = context.propagate(transaction);
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
        ConnectionStatus<Connection> had = kept;
        kept = null;
        if (had != null) {
            FaultLog.runQuietly("return a connection to the pool", context.wrap(() -> connections.complete(had)));
        }
    }

    private void openConnection() {
        try (PropagatedContext.Scope unchanged = PropagatedContext.getOrEmpty().propagate()) {
            since = System.nanoTime();
            kept = connections.getConnection(ConnectionDefinition.REQUIRES_NEW);
            context = PropagatedContext.get();
            kept.getConnection().setAutoCommit(false);
        } catch (SQLException e) {
            throw new DataAccessException("no connection for a transaction", e);
        }
    }
}
