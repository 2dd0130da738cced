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
import pk.rahnuma.vault.column.SealedColumn;
import pk.rahnuma.vault.column.SealedColumnProvider;

/// Repository of executed requests. The lock of the person covers its rows.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface IdempotentRequestRepository
        extends GenericRepository<IdempotentRequestRepository.RequestRow, Long>, SealedColumnProvider {

    SealedColumn RESULT_COLUMN =
            new SealedColumn("idempotent_request", "result", 61_000, List.of("id"), "t.conversation_id");

    /// A row of the table `idempotent_request`.
    ///
    /// @param keyHash of the client's key
    /// @param requestHash of the request that the key was used with
    /// @param result sealed
    @MappedEntity(value = "idempotent_request", alias = "r")
    record RequestRow(
            @Id long id, long conversationId, byte[] keyHash, byte[] requestHash, byte[] result, Instant createdAt) {}

    @Override
    default List<SealedColumn> sealedColumns() {
        return List.of(RESULT_COLUMN);
    }

    void insertRow(RequestRow row);

    @Query("select * from idempotent_request where conversation_id = :person and key_hash = :keyHash")
    Optional<RequestRow> findByKey(long person, byte[] keyHash);

    @Query("select id from idempotent_request where created_at < :before order by created_at limit :limit")
    List<Long> findOlderThan(Instant before, int limit);

    /// Requests of a person with a key that another person has used too.
    @Query("""
            select r.id from idempotent_request r
            join idempotent_request o on o.key_hash = r.key_hash and o.conversation_id = :other
            where r.conversation_id = :person
            """)
    List<Long> findSharedKeys(long person, long other);

    @Query("update idempotent_request set conversation_id = :other where conversation_id = :person")
    void moveRequests(long person, long other);

    void deleteByIdIn(Collection<Long> ids);

    void deleteByConversationId(long conversationId);
}
