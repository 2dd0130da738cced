package pk.rahnuma.ticket.record;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// The table of forms that members of staff sent, each under the key of its page.
@Singleton
public final class StaffSubmissionRepository {

    private final Jdbi jdbi;

    StaffSubmissionRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void insertKey(long staff, String key, Instant now) {
        jdbi.useHandle(handle -> handle.execute(
                "insert into form_submission (staff_id, submission_key, result, created_at) values (?, ?, '', ?)",
                staff,
                key,
                now));
    }

    void saveResult(long staff, String key, String result) {
        jdbi.useHandle(handle -> handle.execute(
                "update form_submission set result = ? where staff_id = ? and submission_key = ?", result, staff, key));
    }

    Optional<String> findResult(long staff, String key) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select result from form_submission where staff_id = :staff and submission_key = :key")
                .bind("staff", staff)
                .bind("key", key)
                .mapTo(String.class)
                .findOne());
    }

    void deleteBefore(Instant time) {
        jdbi.useHandle(handle -> handle.execute("delete from form_submission where created_at < ?", time));
    }
}
