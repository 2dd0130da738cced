package pk.rahnuma.vault;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Expandable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// Repository of one-time codes.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface OneTimeCodeRepository extends GenericRepository<OneTimeCode, byte[]> {

    @Introspected
    record OwnerCount(long ownerId, int many) {}

    void insertAll(List<OneTimeCode> codes);

    @Query("""
            select * from one_time_code
            where code_hash in (:hashes) and (expires_at is null or expires_at > :now)
            """)
    List<OneTimeCode> findByHashes(@Expandable @TypeDef(type = DataType.BYTE_ARRAY) List<byte[]> hashes, Instant now);

    @Query("""
            select * from one_time_code
            where kind = :kind and owner_id = :owner and (expires_at is null or expires_at > :now)
            order by created_at desc, code_hash limit :limit
            """)
    List<OneTimeCode> findByOwner(String kind, long owner, Instant now, int limit);

    @Query("""
            select owner_id, count(*) as many from one_time_code
            where kind = :kind and owner_id in (:owners) and (expires_at is null or expires_at > :now)
            group by owner_id
            """)
    List<OwnerCount> countByOwners(String kind, Collection<Long> owners, Instant now);

    @Query("select * from one_time_code where kind = :kind and owner_id = :owner limit :limit")
    List<OneTimeCode> findAllByOwner(String kind, long owner, int limit);

    @Query("select * from one_time_code where expires_at <= :now order by expires_at limit :limit")
    List<OneTimeCode> findExpired(Instant now, int limit);

    @Query("delete from one_time_code where code_hash in (:hashes)")
    int deleteByHashes(@Expandable @TypeDef(type = DataType.BYTE_ARRAY) List<byte[]> hashes);

    @Query("delete from one_time_code where kind = :kind and owner_id = :owner and issuer_id = :issuer")
    void deleteIssued(String kind, long owner, long issuer);

    @Query("delete from one_time_code where owner_id = :subject or issuer_id = :subject")
    void deleteBySubject(long subject);
}
