package pk.rahnuma.person.joining;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.person.joining.PersonJoining.State;

/// Repository of joinings.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface PersonJoiningRepository extends GenericRepository<PersonJoining, Long> {

    /// Maximum persons who can join one, and joinings that are shown or deleted at once.
    int MAX_JOININGS = 20;

    void insertAll(List<PersonJoining> rows);

    Optional<PersonJoining> findById(long id);

    @Query("select j.* from person_joining j where j.id = :id for update")
    Optional<PersonJoining> lockById(long id);

    @Query("""
            select j.* from person_joining j where j.to_person = :person and j.state in ('MOVING', 'DONE')
            order by j.joined_at, j.id limit :limit
            """)
    List<PersonJoining> findJoined(long person, int limit);

    @Query("select j.* from person_joining j where j.state = 'MOVING' order by j.created_at limit :limit")
    List<PersonJoining> findMoving(int limit);

    @Query("""
            update person_joining set state = 'MOVING', line_offset = :offset, joined_at = :now where id = :id
            """)
    void markMoving(long id, int offset, Instant now);

    /// Joinings of chats in a state, the oldest first.
    @Query("select j.* from person_joining j where j.state = :state order by j.created_at limit :limit")
    List<PersonJoining> findInState(State state, int limit);

    /// Newest joining in which a person is to agree that their chat becomes part of another one.
    @Query("""
            select j.* from person_joining j
            where j.from_person = :person and j.state in ('ENTERED', 'ASKED') and j.created_at > :since
            order by j.created_at desc limit 1
            """)
    Optional<PersonJoining> findEntered(long person, Instant since);

    @Query("update person_joining set state = 'ASKED' where id = :id and state = 'ENTERED'")
    int markAsked(long id);

    @Query("""
            update person_joining set state = 'AGREED', created_at = :now
            where id = :id and state in ('ENTERED', 'ASKED')
            """)
    int markAgreed(long id, Instant now);

    /// Deletes joinings of a chat for which its code was entered, and to which its person has not agreed.
    @Query("delete from person_joining where from_person = :person and state in ('ENTERED', 'ASKED')")
    void deleteEntered(long person);

    void deleteById(long id);

    @Query("update person_joining set state = 'DONE' where id = :id")
    void markDone(long id);

    @Query("update person_joining set to_person = :other where to_person = :person and state in ('MOVING', 'DONE')")
    void moveJoinings(long person, long other);

    /// Deletes what was not carried out.
    @Query("""
            delete from person_joining
            where (from_person = :person or to_person = :person) and state not in ('MOVING', 'DONE')
            """)
    void deleteWaiting(long person);

    @Query("delete from person_joining where from_person = :person or to_person = :person")
    void deleteByPerson(long person);

    @Query("""
            select j.id from person_joining j
            where j.state in ('WAITING', 'ENTERED', 'ASKED') and j.created_at < :before
            order by j.created_at limit :limit
            """)
    List<Long> findExpired(Instant before, int limit);

    void deleteByIdIn(Collection<Long> ids);
}
