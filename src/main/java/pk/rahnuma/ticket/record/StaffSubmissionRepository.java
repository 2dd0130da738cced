package pk.rahnuma.ticket.record;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// Forms that members of staff sent, each under the key that its page made for it, so that a form that comes twice (a
/// double click, a second try after a lost connection) is done once, whichever node it reaches.
@Singleton
public final class StaffSubmissionRepository {

    /// How long a key is remembered.
    public static final Duration SUBMISSION_TTL = Duration.ofDays(1);

    /// Characters of a key.
    public static final int MAX_KEY_LENGTH = 64;

    private static final int MAX_ATTEMPTS = 3;

    private final Jdbi jdbi;

    StaffSubmissionRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Does the work in one transaction with its key. Where the key was used already, the first result is returned and
    /// nothing is done; while the first is still under way, it is waited for. Work that fails uses no key up.
    ///
    /// @param key null, or longer than any of ours, is none: the work is done
    /// @param work returns at most 200 characters that are kept with the key
    public String submitOnce(long staff, String key, Instant now, Supplier<String> work) {
        if (key == null || key.isBlank() || key.length() > MAX_KEY_LENGTH) {
            return work.get();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return jdbi.inTransaction(handle -> {
                    handle.execute(
                            "insert into form_submission (staff_id, submission_key, result, created_at) values (?, ?, '', ?)",
                            staff,
                            key,
                            now);
                    String result = work.get();
                    handle.execute(
                            "update form_submission set result = ? where staff_id = ? and submission_key = ?",
                            result,
                            staff,
                            key);
                    return result;
                });
            } catch (UnableToExecuteStatementException failed) {
                Optional<String> first = findResult(staff, key);
                if (first.isPresent()) {
                    return first.get();
                }
                // The first has failed meanwhile: this one may be done.
                if (attempt == MAX_ATTEMPTS || !failed.getMessage().contains("form_submission")) {
                    throw failed;
                }
            }
        }
    }

    private Optional<String> findResult(long staff, String key) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select result from form_submission where staff_id = :staff and submission_key = :key")
                .bind("staff", staff)
                .bind("key", key)
                .mapTo(String.class)
                .findOne());
    }

    /// Forgets keys that are older than [#SUBMISSION_TTL].
    public void deleteExpired(Instant now) {
        jdbi.useHandle(handle ->
                handle.execute("delete from form_submission where created_at < ?", now.minus(SUBMISSION_TTL)));
    }
}
