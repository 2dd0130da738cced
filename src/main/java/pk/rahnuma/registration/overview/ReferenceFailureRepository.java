package pk.rahnuma.registration.overview;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.EmbeddedId;
import io.micronaut.data.annotation.Expandable;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Failed status look-ups of each reference, from all askers, whether or not the reference exists. They slow a look-up
/// down: with the right proof it still succeeds, only later. Very many failures block all but the owner for an hour.
///
/// Each failure is a row of its own, so that two batches never need the same row and nothing is locked. References are
/// stored as keyed hashes.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
abstract class ReferenceFailureRepository
        implements GenericRepository<ReferenceFailureRepository.FailureRow, ReferenceFailureRepository.FailureKey> {

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

    private final SubjectEncryptionService vault;

    ReferenceFailureRepository(SubjectEncryptionService vault) {
        this.vault = vault;
    }

    /// A row of the table `reference_failure`.
    @MappedEntity(value = "reference_failure", alias = "f")
    record FailureRow(@EmbeddedId FailureKey key, Instant failedAt) {}

    /// Primary key.
    @Embeddable
    record FailureKey(
            @MappedProperty("reference_hash") byte[] referenceHash,
            @MappedProperty("id") long id) {}

    @Introspected
    record HashCount(byte[] referenceHash, int failures) {}

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
        countByHash(hashes, now.minus(FAILURE_TTL))
                .forEach(
                        row -> failures.put(byHash.get(HexFormat.of().formatHex(row.referenceHash())), row.failures()));
        return new FailureCounts(failures);
    }

    @Query("""
            select reference_hash, count(*) as failures from reference_failure
            where reference_hash in (:hashes) and failed_at > :since group by reference_hash
            """)
    abstract List<HashCount> countByHash(
            @Expandable @TypeDef(type = DataType.BYTE_ARRAY) List<byte[]> hashes, Instant since);

    /// Stores the added failures in one batch.
    void saveFailures(FailureCounts counted, Instant now) {
        if (!counted.fresh.isEmpty()) {
            insertAll(counted.fresh.stream()
                    .map(reference ->
                            new FailureRow(new FailureKey(hash(reference), SubjectEncryptionService.newId()), now))
                    .toList());
        }
    }

    abstract void insertAll(List<FailureRow> rows);

    /// Deletes expired failures by their keys, at most `limit`, in the transaction of the thread.
    ///
    /// @return number deleted, here or by another node; less than `limit` when none are left
    int deleteExpired(Instant now, int limit) {
        List<FailureRow> expired = findOldest(now.minus(FAILURE_TTL), limit);
        if (!expired.isEmpty()) {
            deleteAll(expired);
        }
        return expired.size();
    }

    @Query("select * from reference_failure where failed_at <= :before order by failed_at limit :limit")
    abstract List<FailureRow> findOldest(Instant before, int limit);

    abstract void deleteAll(List<FailureRow> rows);

    private byte[] hash(Reference reference) {
        return vault.keyedHash(HASH_PURPOSE, reference.symbols());
    }
}
