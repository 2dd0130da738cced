package pk.rahnuma.registration.overview;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Failed status look-ups of each reference, from all askers, whether or not the reference exists. They slow a look-up
/// down: with the right proof it still succeeds, only later. Very many failures block all but the owner for an hour.
///
/// Each failure is a row of its own, so that two batches never need the same row and nothing is locked. References are
/// stored as keyed hashes.
@Singleton
final class ReferenceFailureRepository {

    /// Minimum time of a look-up, unless the asker owns the application. It is many times the processing time, so that
    /// the time does not reveal the result; a person hardly notices it.
    static final Duration MIN_LOOKUP_TIME = Duration.ofMillis(500);

    /// Number of doublings of the minimum time, up to 8 s. Persons and phones would give up after longer waits.
    static final int MAX_DOUBLINGS = 4;

    /// Maximum failures of one reference in an hour, from any number of chats and addresses; more are not stored. Then
    /// all but the owner must wait: at 60 guesses an hour, finding one of a million proofs takes two years on average.
    static final int MAX_FAILURES_PER_HOUR = 60;

    /// Time for which a failure counts.
    static final Duration FAILURE_TTL = Duration.ofHours(1);

    private static final String HASH_PURPOSE = "look_up_reference";

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;

    ReferenceFailureRepository(Jdbi jdbi, SubjectEncryptionService vault) {
        this.jdbi = jdbi;
        this.vault = vault;
    }

    /// Failures of some references, with those added by a batch.
    static final class FailureCounts {

        private final Map<Reference, Integer> failures;
        private final List<Reference> fresh = new ArrayList<>();

        private FailureCounts(Map<Reference, Integer> failures) {
            this.failures = failures;
        }

        /// Minimum time of a look-up of this reference now.
        Duration minLookupTime(Reference reference) {
            int doublings = Math.min(failures.getOrDefault(reference, 0), MAX_DOUBLINGS);
            return MIN_LOOKUP_TIME.multipliedBy(1L << doublings);
        }

        /// True when only the owner gets an answer now.
        boolean isExhausted(Reference reference) {
            return failures.getOrDefault(reference, 0) >= MAX_FAILURES_PER_HOUR;
        }

        void addFailure(Reference reference) {
            if (failures.merge(reference, 1, Integer::sum) <= MAX_FAILURES_PER_HOUR) {
                fresh.add(reference);
            }
        }
    }

    /// Reads the failures with one query; without references with none.
    FailureCounts readFailures(Collection<Reference> references, Instant now) {
        if (references.isEmpty()) {
            return new FailureCounts(new HashMap<>());
        }
        Map<String, Reference> byHash = new LinkedHashMap<>();
        List<byte[]> hashes = new ArrayList<>();
        for (Reference reference : references) {
            byte[] hash = hash(reference);
            hashes.add(hash);
            byHash.put(HexFormat.of().formatHex(hash), reference);
        }
        Map<Reference, Integer> failures = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select reference_hash, count(*) failures from reference_failure
                        where reference_hash in (<hashes>) and failed_at > :since group by reference_hash
                        """)
                .bindList("hashes", hashes)
                .bind("since", now.minus(FAILURE_TTL))
                .map((RowView row) -> Map.entry(
                        byHash.get(HexFormat.of().formatHex(row.getColumn("reference_hash", byte[].class))),
                        row.getColumn("failures", Integer.class)))
                .forEach(found -> failures.put(found.getKey(), found.getValue())));
        return new FailureCounts(failures);
    }

    /// Stores the added failures in one batch.
    void saveFailures(FailureCounts counted, Instant now) {
        if (counted.fresh.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    insert into reference_failure (reference_hash, id, failed_at) values (:hash, :id, :now)
                    """);
            counted.fresh.forEach(reference -> batch.bind("hash", hash(reference))
                    .bind("id", SubjectEncryptionService.newId())
                    .bind("now", now)
                    .add());
            batch.execute();
        });
    }

    /// Deletes expired failures by their keys, at most `limit`.
    ///
    /// @return number deleted; less than `limit` when none are left
    int deleteExpired(Instant now, int limit) {
        return jdbi.inTransaction(handle -> {
            List<Key> old = handle.createQuery("""
                            select reference_hash, id from reference_failure where failed_at <= :before
                            order by failed_at limit :most
                            """)
                    .bind("before", now.minus(FAILURE_TTL))
                    .bind("most", limit)
                    .map((RowView row) ->
                            new Key(row.getColumn("reference_hash", byte[].class), row.getColumn("id", Long.class)))
                    .list();
            if (old.isEmpty()) {
                return 0;
            }
            PreparedBatch delete =
                    handle.prepareBatch("delete from reference_failure where reference_hash = ? and id = ?");
            old.forEach(key -> delete.add(key.hash(), key.id()));
            return Arrays.stream(delete.execute())
                    .map(count -> Math.max(count, 1))
                    .sum();
        });
    }

    private byte[] hash(Reference reference) {
        return vault.keyedHash(HASH_PURPOSE, reference.symbols());
    }

    private record Key(byte[] hash, long id) {}
}
