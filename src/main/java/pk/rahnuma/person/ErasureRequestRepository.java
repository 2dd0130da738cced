package pk.rahnuma.person;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
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
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Repository of requests for erasure. Each can be cancelled for a week; a reminder is sent a day before its end.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface ErasureRequestRepository extends GenericRepository<ErasureRequestRepository.ErasureRequest, Long> {

    Duration GRACE_PERIOD = Duration.ofDays(7);
    Duration REMINDER_LEAD_TIME = Duration.ofDays(1);

    /// A request for erasure.
    ///
    /// @param reminded time of the reminder, or null
    /// @param told time of the last message, or null; from then on the request cannot be cancelled
    @MappedEntity(value = "erasure", alias = "e")
    record ErasureRequest(
            @Id @MappedProperty("person_id") long person,
            @MappedProperty("asked_at") Instant asked,
            @MappedProperty("due_at") Instant due,
            @Nullable @MappedProperty("reminded_at") Instant reminded,
            @Nullable @MappedProperty("told_at") Instant told) {}

    List<ErasureRequest> findByPersonIn(Collection<Long> persons);

    Optional<ErasureRequest> findByPerson(long person);

    /// Stores a request. A repeated request does not restart the week.
    @Query("""
            insert into erasure (person_id, asked_at, due_at) values (:person, :asked, :due)
            on duplicate key update person_id = person_id
            """)
    void insertMissing(ErasureRequest request);

    /// Cancels a request.
    ///
    /// @return 0 when there is none, or the last message was sent
    int deleteByPersonAndToldIsNull(long person);

    void deleteByPerson(long person);

    void updateReminded(@Id long person, Instant reminded);

    void updateTold(@Id long person, Instant told);

    /// Requests that are due, or due soon without a reminder, the longest due first.
    @Query("""
            select * from erasure where due_at <= :now or due_at <= :soon and reminded_at is null
            order by due_at limit :limit
            """)
    List<ErasureRequest> findDue(Instant now, Instant soon, int limit);

    default Map<Long, ErasureRequest> findByPersons(Collection<Long> persons) {
        return findByPersonIn(persons).stream().collect(Collectors.toMap(ErasureRequest::person, Function.identity()));
    }

    default void insertRequest(long person, Instant now) {
        insertMissing(new ErasureRequest(person, now, now.plus(GRACE_PERIOD), null, null));
    }

    /// Stores a request that is due at once and sends no message.
    default void insertSilentRequest(long person, Instant now) {
        insertMissing(new ErasureRequest(person, now, now, null, null));
        updateTold(person, now);
    }

    /// Requests that need a step now, the longest due first.
    default List<ErasureRequest> findDue(Instant now, int limit) {
        return findDue(now, now.plus(REMINDER_LEAD_TIME), limit);
    }
}
