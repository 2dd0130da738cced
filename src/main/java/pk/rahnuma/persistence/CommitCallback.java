package pk.rahnuma.persistence;

import io.micronaut.transaction.support.TransactionSynchronization;

/// Action after the commit of a transaction, in the thread of the commit. A rollback discards it.
///
/// @param action throws nothing: its transaction is committed already
public record CommitCallback(Runnable action) implements TransactionSynchronization {

    @Override
    public void afterCommit() {
        action.run();
    }
}
