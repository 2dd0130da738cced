package pk.rahnuma.requestlog;

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
import pk.rahnuma.requestlog.LoggedRequest.Caller;

/// Repository of executed requests.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface RequestLogRepository extends GenericRepository<RequestLogRepository.RequestRow, Long> {

    /// A row of the table `request_log`.
    ///
    /// @param keyHash of the sender's key
    /// @param result sealed; empty until the transaction that inserted the row stores it
    @MappedEntity(value = "request_log", alias = "r")
    record RequestRow(@Id long id, Caller caller, long callerId, byte[] keyHash, byte[] result, Instant expiresAt) {}

    /// Claims a key. Waits for another transaction that has claimed it.
    ///
    /// @return 0 when the key was used
    @Query("""
            insert ignore into request_log (id, caller, caller_id, key_hash, result, expires_at)
            values (:id, :caller, :callerId, :keyHash, '', :expiresAt)
            """)
    int insertOnce(long id, Caller caller, long callerId, byte[] keyHash, Instant expiresAt);

    @Query("update request_log set result = :result where id = :id")
    void storeResult(long id, byte[] result);

    Optional<RequestRow> findByCallerAndCallerIdAndKeyHash(Caller caller, long callerId, byte[] keyHash);

    @Query("select id from request_log where expires_at < :now order by expires_at limit :limit")
    List<Long> findExpired(Instant now, int limit);

    /// Deletes the row of a key if it has expired.
    @Query("""
            delete from request_log
            where caller = :caller and caller_id = :callerId and key_hash = :keyHash and expires_at < :now
            """)
    void deleteIfExpired(Caller caller, long callerId, byte[] keyHash, Instant now);

    void deleteById(long id);

    void deleteByIdIn(Collection<Long> ids);

    /// Deletes the results of a person, but not the claim of the request that has them deleted.
    @Query("delete from request_log where caller = 'PERSON' and caller_id = :person and octet_length(result) > 0")
    void deleteResults(long person);
}
