package pk.rahnuma.audit;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import pk.rahnuma.persistence.PaddedKeys;

/// Repository of seals, with the queries over the log that they need.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface AuditSealRepository extends GenericRepository<AuditSeal, Long> {

    @Query("select h.* from audit_head h order by h.number desc limit 1")
    Optional<AuditSeal> findLast();

    Optional<AuditSeal> findByNumber(long number);

    /// Newest seal that was made no later than a time.
    @Query("select h.* from audit_head h where h.sealed_at <= :until order by h.number desc limit 1")
    Optional<AuditSeal> findLastUntil(Instant until);

    @Query("select h.* from audit_head h where h.number > :after order by h.number limit :limit")
    List<AuditSeal> findAfter(long after, int limit);

    void insertAll(List<AuditSeal> seals);

    /// Entry without its content.
    @Introspected
    record PositionedHead(long chain, int seq, byte[] mac, long place) {

        AuditChainHeads.Head head() {
            return new AuditChainHeads.Head(seq, mac);
        }
    }

    @Query("select chain, seq, mac, place from audit where place > :after order by place limit :limit")
    List<PositionedHead> findEntriesAfter(long after, int limit);

    @Query("select count(*) from audit where place > :after")
    long countEntriesAfter(long after);

    @Query("select chain, seq, mac, place from audit where chain in (:chains) and seq in (:seqs)")
    List<PositionedHead> findEntries(Collection<Long> chains, Collection<Integer> seqs);

    /// Entries of these chains at the places of these heads.
    default Map<Long, List<AuditChainHeads.Head>> findEntriesAtHeads(Map<Long, AuditChainHeads.Head> heads) {
        Collection<Integer> seqs =
                heads.values().stream().map(AuditChainHeads.Head::seq).collect(Collectors.toCollection(TreeSet::new));
        return findEntries(PaddedKeys.padKeys(heads.keySet()), PaddedKeys.padKeys(seqs)).stream()
                .collect(Collectors.groupingBy(
                        PositionedHead::chain, Collectors.mapping(PositionedHead::head, Collectors.toList())));
    }
}
