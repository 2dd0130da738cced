package pk.rahnuma.person.idempotency;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Repository of executed requests without a known person.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface AnonymousRequestRepository extends GenericRepository<AnonymousRequestRepository.AnonymousRow, Long> {

    /// A row of the table `anonymous_request`.
    ///
    /// @param keyHash of the client's key
    /// @param result encrypted ([RequestCipher]); empty until the transaction that inserted the row stores it
    @MappedEntity(value = "anonymous_request", alias = "q")
    record AnonymousRow(@Id long id, byte[] keyHash, byte[] result, Instant createdAt) {}

    /// Reserves a key. Waits for another transaction that has reserved it.
    ///
    /// @return 0 when the key was used
    @Query("insert ignore into anonymous_request (id, key_hash, result, created_at) values (:id, :keyHash, '', :now)")
    int insertOnce(long id, byte[] keyHash, Instant now);

    @Query("update anonymous_request set result = :result where id = :id")
    void storeResult(long id, byte[] result);

    Optional<AnonymousRow> findByKeyHash(byte[] keyHash);

    @Query("select id from anonymous_request where created_at < :before order by created_at limit :limit")
    List<Long> findOlderThan(Instant before, int limit);

    /// Deletes the row of a key if it has expired.
    @Query("delete from anonymous_request where key_hash = :keyHash and created_at < :before")
    void deleteIfOlder(byte[] keyHash, Instant before);

    void deleteById(long id);

    void deleteByIdIn(Collection<Long> ids);
}
