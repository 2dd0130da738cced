package pk.rahnuma.ticket;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// Measures against abuse. Takes part in the transaction of the thread, in which the person is locked.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface RestraintRepository extends GenericRepository<Restraint, Void> {

    void insertRow(Restraint row);

    /// Ends a measure.
    ///
    /// @param ticket its id, or [Restraint#WHOLE_PERSON]
    /// @return number of deleted rows, 0 or 1
    @Query("delete from ticket_restraint where conversation_id = :person and ticket_id = :ticket")
    int deleteRow(long person, long ticket);

    @Query("delete from ticket_restraint where conversation_id = :person")
    void deleteByPerson(long person);

    /// Measures that hold for a ticket now: its own, and the block of its person.
    @Query("""
            select * from ticket_restraint
            where conversation_id = :person and ticket_id in (0, :ticket) and (ends_at is null or ends_at > :now)
            order by ticket_id
            """)
    List<Restraint> findByTicket(long person, long ticket, Instant now);

    /// Blocks of these persons that hold now.
    @Query("""
            select * from ticket_restraint
            where conversation_id in (:persons) and ticket_id = 0 and (ends_at is null or ends_at > :now)
            """)
    List<Restraint> findBlocks(Collection<Long> persons, Instant now);

    /// Measures against a person, the oldest first.
    @Query("select * from ticket_restraint where conversation_id = :person order by created_at, ticket_id limit :limit")
    List<Restraint> findByPerson(long person, int limit);

    /// True when a person is blocked now.
    default boolean isBlocked(long person, Instant now) {
        return !findBlocks(List.of(person), now).isEmpty();
    }
}
