package pk.rahnuma.audit;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.EmbeddedId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;

/// Repository of entries of the audit log. Entries are only appended.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface AuditRepository extends GenericRepository<AuditRepository.AuditRow, AuditRepository.EntryKey> {

    String NEWEST_FIRST = " order by a.place desc limit :limit offset :skip";

    /// A row of the table `audit`.
    ///
    /// @param mac over the entry and the one before
    @MappedEntity(value = "audit", alias = "a")
    record AuditRow(
            @EmbeddedId EntryKey key,
            String who,
            String what,
            String about,
            @Nullable String detail,
            Instant createdAt,
            byte[] mac) {

        static AuditRow ofEntry(AuditEntry entry, ChainHead head) {
            return new AuditRow(
                    new EntryKey(entry.chain(), head.seq()),
                    entry.who(),
                    entry.what(),
                    entry.about(),
                    entry.detail(),
                    entry.at().truncatedTo(ChronoUnit.MICROS),
                    head.mac());
        }

        AuditEntry toEntry() {
            return new AuditEntry(key.chain(), who, what, about, detail, createdAt);
        }

        ChainHead head() {
            return new ChainHead(key.chain(), key.seq(), mac);
        }
    }

    /// Primary key.
    ///
    /// @param seq position in the chain, from 1
    @Embeddable
    record EntryKey(
            @MappedProperty("chain") long chain,
            @MappedProperty("seq") int seq) {}

    /// Last entry of a chain, without its content. An entity, because Micronaut Data analyses other results at each
    /// query.
    @MappedEntity(value = "audit", alias = "h")
    record ChainHead(@Id long chain, int seq, byte[] mac) {}

    void insertRow(AuditRow row);

    void insertRows(List<AuditRow> rows);

    @Query("""
            select a.chain, a.seq, a.mac from audit a
            join (select chain, max(seq) as seq from audit where chain in (:chains) group by chain) h
            on a.chain = h.chain and a.seq = h.seq
            """)
    List<ChainHead> findHeads(Collection<Long> chains);

    @Query("""
            select count(*) from audit where chain = :chain and who = :who and what = :what
                and about = :about and coalesce(detail, '') = :detail and created_at > :since
            """)
    long countEqual(long chain, String who, String what, String about, String detail, Instant since);

    /// @param limit maximum number of entries that are checked, the newest first
    @Query("""
            select count(*) from (
                select created_at from audit where chain = :chain order by seq desc limit :limit
            ) as newest where created_at > :since
            """)
    int countSince(long chain, Instant since, int limit);

    @Query("select a.* from audit a where a.chain = :chain and a.seq > :after order by a.seq limit :limit")
    List<AuditRow> findAfter(long chain, int after, int limit);

    /// The newest first.
    @Query("""
            select a.* from audit a where a.chain = :chain and a.created_at >= :since and a.what in (:kinds)
            order by a.seq desc limit :limit
            """)
    List<AuditRow> findSince(long chain, Collection<String> kinds, Instant since, int limit);

    /// Entries of all chains after an entry, in the order of their keys.
    @Query("""
            select a.* from audit a where a.chain >= :chain and (a.chain > :chain or a.seq > :after)
            order by a.chain, a.seq limit :limit
            """)
    List<AuditRow> findAllAfter(long chain, int after, int limit);

    @Query("select coalesce(max(place), 0) from audit")
    long findLastPlace();

    @Query("select a.* from audit a" + NEWEST_FIRST)
    List<AuditRow> findNewest(int skip, int limit);

    @Query("select a.* from audit a where a.who = :who" + NEWEST_FIRST)
    List<AuditRow> findNewestBy(String who, int skip, int limit);

    /// @param objects at least one id
    @Query("select a.* from audit a where a.about in (:objects)" + NEWEST_FIRST)
    List<AuditRow> findNewestAbout(Collection<String> objects, int skip, int limit);

    /// @param objects at least one id
    @Query("select a.* from audit a where a.about in (:objects) and a.who = :who" + NEWEST_FIRST)
    List<AuditRow> findNewestAboutBy(Collection<String> objects, String who, int skip, int limit);
}
