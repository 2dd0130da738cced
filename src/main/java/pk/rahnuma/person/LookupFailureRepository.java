package pk.rahnuma.person;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Repository of failed guesses of each asker: at references with their proof, and at tokens of invitations. Only
/// askers must wait; a reference or token is never locked for its owner.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface LookupFailureRepository extends GenericRepository<LookupFailureRepository.FailureRow, Long> {

    /// Failures without a pause.
    int MAX_FREE_FAILURES = 5;
    /// First pause; each further failure doubles it.
    Duration FIRST_PAUSE = Duration.ofMinutes(1);

    Duration MAX_PAUSE = Duration.ofHours(6);
    /// Time without a failure after which they expire. A success does not clear them: an asker with an application
    /// could look it up between two guesses.
    Duration FAILURE_TTL = Duration.ofHours(24);

    /// A row of the table `status_failure`.
    @MappedEntity(value = "status_failure", alias = "f")
    record FailureRow(@Id long conversationId, int failures, Instant lastAt) {}

    /// Failures of an asker.
    ///
    /// @param last the newest failure; null while there is none
    record FailureRecord(int failures, Instant last) {

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

    List<FailureRow> findByConversationIdIn(Collection<Long> conversations);

    @Query("delete from status_failure where conversation_id = :conversation")
    void deleteRecord(long conversation);

    @Query("""
            insert into status_failure (conversation_id, failures, last_at) values (:conversationId, :failures, :lastAt)
            on duplicate key update failures = values(failures), last_at = values(last_at)
            """)
    void saveAll(List<FailureRow> rows);

    default Map<Long, FailureRecord> findRecords(Collection<Long> conversations) {
        return findByConversationIdIn(conversations).stream()
                .collect(Collectors.toMap(
                        FailureRow::conversationId, row -> new FailureRecord(row.failures(), row.lastAt())));
    }

    /// @param records of at least one asker
    default void saveRecords(Map<Long, FailureRecord> records) {
        saveAll(records.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new FailureRow(
                        entry.getKey(),
                        entry.getValue().failures(),
                        entry.getValue().last()))
                .toList());
    }
}
