package pk.rahnuma.persistence;

import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import io.micronaut.transaction.support.TransactionSynchronization;
import java.sql.Connection;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.transaction.TransactionHandler;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// Makes the transactions of Jdbi those of Micronaut, so that statements of Jdbi and repositories of Micronaut Data
/// share them. There are no others: a handle begins none explicitly.
final class SharedTransactionHandler implements TransactionHandler {

    private final TransactionOperations<Connection> transactions;
    /// Transaction in which the callbacks of this handle are registered.
    private TransactionStatus<?> registered;

    SharedTransactionHandler(TransactionOperations<Connection> transactions) {
        this.transactions = transactions;
    }

    @Override
    public TransactionHandler specialize(Handle handle) {
        return new SharedTransactionHandler(transactions);
    }

    @Override
    public <R, X extends Exception> R inTransaction(Handle handle, HandleCallback<R, X> callback) throws X {
        return transactions.execute(TransactionDefinition.DEFAULT, status -> callback.withHandle(handle));
    }

    /// Jdbi asks before it takes a callback, so this is the time to register it with the transaction.
    @Override
    public boolean isInTransaction(Handle handle) {
        Optional<? extends TransactionStatus<?>> status = transactions.findTransactionStatus();
        status.filter(each -> each != registered).ifPresent(each -> {
            registered = each;
            each.registerSynchronization(new HandleCallbacks(handle));
        });
        return status.isPresent();
    }

    /// Micronaut has committed; Jdbi runs its callbacks after this.
    @Override
    public void commit(Handle handle) {}

    /// Micronaut has rolled back; Jdbi runs its callbacks after this.
    @Override
    public void rollback(Handle handle) {}

    @Override
    public <R, X extends Exception> R inTransaction(
            Handle handle, TransactionIsolationLevel level, HandleCallback<R, X> callback) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void begin(Handle handle) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void savepoint(Handle handle, String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void rollbackToSavepoint(Handle handle, String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void releaseSavepoint(Handle handle, String name) {
        throw new UnsupportedOperationException();
    }

    private record HandleCallbacks(Handle handle) implements TransactionSynchronization {

        @Override
        public void afterCommit() {
            handle.commit();
        }

        @Override
        public void afterCompletion(Status status) {
            if (status != Status.COMMITTED) {
                handle.rollback();
            }
        }
    }
}
