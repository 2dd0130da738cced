package pk.rahnuma.person.news;

import io.micronaut.core.annotation.Introspected;
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
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;

/// Repository of subscriptions to web push.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface PushSubscriptionRepository
        extends GenericRepository<PushSubscriptionRepository.SubscriptionRow, Long>, SealedColumnProvider {

    SealedColumn CONTENT_COLUMN = new SealedColumn("push_subscription", "content", 3_000, List.of("id"), "t.person_id");

    /// A row of the table `push_subscription`.
    ///
    /// @param content sealed
    @MappedEntity(value = "push_subscription", alias = "s")
    record SubscriptionRow(@Id long id, long personId, byte[] subscriptionHash, byte[] content, Instant createdAt) {}

    /// A subscription and its person.
    @Introspected
    record OwnerRow(long personId, long id) {}

    @Override
    default List<SealedColumn> sealedColumns() {
        return List.of(CONTENT_COLUMN);
    }

    void insertRow(SubscriptionRow row);

    @Query("select s.* from push_subscription s where s.person_id = :person order by s.created_at, s.id limit :limit")
    List<SubscriptionRow> findOldest(long person, int limit);

    @Query("select s.* from push_subscription s where s.id = :id")
    Optional<SubscriptionRow> findRow(long id);

    @Query("select person_id, id from push_subscription where person_id in (:persons)")
    List<OwnerRow> findOwners(Collection<Long> persons);

    @Query("select id from push_subscription where subscription_hash = :hash and person_id = :person")
    Optional<Long> findId(byte[] hash, long person);

    @Query("delete from push_subscription where subscription_hash = :hash")
    void deleteByHash(byte[] hash);

    @Query("delete from push_subscription where id = :id and person_id = :person")
    int deleteOwn(long id, long person);

    long countByPersonId(long personId);

    void deleteByPersonId(long personId);
}
