package pk.rahnuma.registration.overview;

import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;

/// Deletes expired failures in the server. Several nodes may do it at once: deleting twice does no harm.
@Singleton
final class ReferenceFailureCleanupJob {

    private static final int BATCH_SIZE = 500;

    private final TransactionOperations<Connection> transactions;
    private final ReferenceFailureRepository guesses;
    private final Clock clock;

    ReferenceFailureCleanupJob(
            TransactionOperations<Connection> transactions, ReferenceFailureRepository guesses, Clock clock) {
        this.transactions = transactions;
        this.guesses = guesses;
        this.clock = clock;
    }

    /// Deletes in small transactions.
    @Scheduled(initialDelay = "10m", fixedDelay = "10m")
    void deleteExpiredLookupFailures() {
        Instant now = clock.instant();
        while (transactions.executeWrite(status -> guesses.deleteExpired(now, BATCH_SIZE)) == BATCH_SIZE) {
            Thread.onSpinWait();
        }
    }
}
