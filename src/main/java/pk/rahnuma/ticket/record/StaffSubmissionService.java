package pk.rahnuma.ticket.record;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import pk.rahnuma.persistence.fault.FaultClassifier;

/// Processes a form of staff once, although it may arrive twice (a double click, a second try after a lost connection),
/// whichever node it reaches.
@Singleton
public final class StaffSubmissionService {

    /// Time for which a key is kept.
    public static final Duration SUBMISSION_TTL = Duration.ofDays(1);

    /// Maximum characters of a key.
    public static final int MAX_KEY_LENGTH = 64;

    private static final int MAX_ATTEMPTS = 3;

    private final TransactionOperations<Connection> transactions;
    private final StaffSubmissionRepository keys;

    StaffSubmissionService(TransactionOperations<Connection> transactions, StaffSubmissionRepository keys) {
        this.transactions = transactions;
        this.keys = keys;
    }

    /// Runs the work in one transaction with its key. If the key was used already, the first result is returned and the
    /// work is skipped; while the first is in progress, this waits for it. Failed work does not use up its key.
    ///
    /// @param key null or a key longer than [#MAX_KEY_LENGTH] counts as none: the work runs
    /// @param work returns at most 200 characters that are stored with the key
    public String submitOnce(long staff, String key, Instant now, Supplier<String> work) {
        if (key == null || key.isBlank() || key.length() > MAX_KEY_LENGTH) {
            return work.get();
        }
        StaffSubmissionRepository.SubmissionKey row = new StaffSubmissionRepository.SubmissionKey(staff, key);
        for (int attempt = 1; ; attempt++) {
            AtomicBoolean begun = new AtomicBoolean();
            try {
                return transactions.executeWrite(status -> {
                    keys.insertRow(new StaffSubmissionRepository.SubmissionRow(row, "", now));
                    begun.set(true);
                    String result = work.get();
                    keys.updateByKey(row, result);
                    return result;
                });
            } catch (RuntimeException failed) {
                Optional<String> first =
                        FaultClassifier.isDatabaseFault(failed) ? keys.findResultByKey(row) : Optional.empty();
                if (first.isPresent()) {
                    return first.get();
                }
                // The first has failed in the meantime: this one may run.
                if (attempt == MAX_ATTEMPTS || begun.get()) {
                    throw failed;
                }
            }
        }
    }

    /// Deletes keys that are older than [#SUBMISSION_TTL].
    public void deleteExpired(Instant now) {
        keys.deleteByCreatedAtLessThan(now.minus(SUBMISSION_TTL));
    }
}
