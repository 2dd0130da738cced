package pk.rahnuma.ticket.record;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// Processes a form of staff once, although it may arrive twice (a double click, a second try after a lost connection),
/// whichever node it reaches.
@Singleton
public final class StaffSubmissionService {

    /// Time for which a key is kept.
    public static final Duration SUBMISSION_TTL = Duration.ofDays(1);

    /// Maximum characters of a key.
    public static final int MAX_KEY_LENGTH = 64;

    private static final int MAX_ATTEMPTS = 3;

    private final Jdbi jdbi;
    private final StaffSubmissionRepository keys;

    StaffSubmissionService(Jdbi jdbi, StaffSubmissionRepository keys) {
        this.jdbi = jdbi;
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
        for (int attempt = 1; ; attempt++) {
            try {
                return jdbi.inTransaction(handle -> {
                    keys.insertKey(staff, key, now);
                    String result = work.get();
                    keys.saveResult(staff, key, result);
                    return result;
                });
            } catch (UnableToExecuteStatementException failed) {
                Optional<String> first = keys.findResult(staff, key);
                if (first.isPresent()) {
                    return first.get();
                }
                // The first has failed in the meantime: this one may run.
                if (attempt == MAX_ATTEMPTS || !failed.getMessage().contains("form_submission")) {
                    throw failed;
                }
            }
        }
    }

    /// Deletes keys that are older than [#SUBMISSION_TTL].
    public void deleteExpired(Instant now) {
        keys.deleteBefore(now.minus(SUBMISSION_TTL));
    }
}
