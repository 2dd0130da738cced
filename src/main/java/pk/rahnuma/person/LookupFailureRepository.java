package pk.rahnuma.person;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Failed guesses of each asker: at references with their proof, and at tokens of invitations. Only askers must wait; a
/// reference or token is never locked for its owner.
@Singleton
public final class LookupFailureRepository {

    /// Failures without a pause.
    public static final int MAX_FREE_FAILURES = 5;
    /// First pause; each further failure doubles it.
    public static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

    public static final Duration MAX_PAUSE = Duration.ofHours(6);
    /// Time without a failure after which they expire. A success does not clear them: an asker with an application
    /// could look it up between two guesses.
    public static final Duration FAILURE_TTL = Duration.ofHours(24);

    private final Jdbi jdbi;

    public LookupFailureRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Failures of an asker.
    ///
    /// @param last the newest failure; null while there is none
    public record FailureRecord(int failures, Instant last) {

        public static final FailureRecord NO_FAILURES = new FailureRecord(0, null);

        public FailureRecord afterFailure(Instant now) {
            return new FailureRecord(forgotten(now) ? 1 : failures + 1, now);
        }

        /// Time until the asker may try again.
        public Duration remainingPause(Instant now) {
            if (failures < MAX_FREE_FAILURES || forgotten(now)) {
                return Duration.ZERO;
            }
            int doublings = Math.min(failures - MAX_FREE_FAILURES, 16);
            Duration pause = FIRST_PAUSE.multipliedBy(1L << doublings);
            Duration left = Duration.between(now, last.plus(pause.compareTo(MAX_PAUSE) < 0 ? pause : MAX_PAUSE));
            return left.isNegative() ? Duration.ZERO : left;
        }

        private boolean forgotten(Instant now) {
            return last == null || !now.isBefore(last.plus(FAILURE_TTL));
        }
    }

    public Map<Long, FailureRecord> findRecords(Collection<Long> conversations) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select conversation_id, failures, last_at from status_failure
                        where conversation_id in (<conversations>)
                        """)
                .bindList("conversations", List.copyOf(conversations))
                .map((RowView row) -> Map.entry(
                        row.getColumn("conversation_id", Long.class),
                        new FailureRecord(
                                row.getColumn("failures", Integer.class), row.getColumn("last_at", Instant.class))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    public void deleteRecord(long conversation) {
        jdbi.useHandle(handle -> handle.execute("delete from status_failure where conversation_id = ?", conversation));
    }

    public void saveRecords(Map<Long, FailureRecord> records) {
        jdbi.useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    insert into status_failure (conversation_id, failures, last_at)
                    values (:conversation, :failures, :last)
                    on duplicate key update failures = :failures, last_at = :last
                    """);
            records.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> batch.bind("conversation", entry.getKey())
                            .bind("failures", entry.getValue().failures())
                            .bind("last", entry.getValue().last())
                            .add());
            batch.execute();
        });
    }
}
