package pk.rahnuma.person.link;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.person.link.LinkOffer.State;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Repository of offers.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface LinkOfferRepository extends GenericRepository<LinkOffer, Long> {

    void insertAll(List<LinkOffer> rows);

    /// Has the job tell a person that a link of theirs has ended. The row does not name the other one.
    default void insertEnd(long person, Instant now) {
        insertAll(List.of(new LinkOffer(SubjectEncryptionService.newId(), person, person, State.PARTED, now)));
    }

    Optional<LinkOffer> findById(long id);

    @Query("select o.* from link_offer o where o.id = :id for update")
    Optional<LinkOffer> lockById(long id);

    /// Offers in a state, the oldest first.
    @Query("select o.* from link_offer o where o.state = :state order by o.created_at limit :limit")
    List<LinkOffer> findInState(State state, int limit);

    /// Newest offer to which a person has yet to agree.
    @Query("""
            select o.* from link_offer o
            where o.from_person = :person and o.state in ('ENTERED', 'ASKED') and o.created_at > :since
            order by o.created_at desc limit 1
            """)
    Optional<LinkOffer> findEntered(long person, Instant since);

    @Query("update link_offer set state = 'ASKED' where id = :id and state = 'ENTERED'")
    int markAsked(long id);

    @Query("""
            update link_offer set state = 'AGREED', created_at = :now
            where id = :id and state in ('ENTERED', 'ASKED')
            """)
    int markAgreed(long id, Instant now);

    @Query("update link_offer set state = 'TAKEN' where id = :id")
    void markTaken(long id);

    /// Deletes offers to which a person has not agreed.
    @Query("delete from link_offer where from_person = :person and state in ('ENTERED', 'ASKED')")
    void deleteEntered(long person);

    void deleteById(long id);

    @Query("delete from link_offer where from_person = :person or to_person = :person")
    void deleteByPerson(long person);

    @Query("""
            select o.id from link_offer o
            where o.state in ('ENTERED', 'ASKED', 'OFFERED', 'TAKEN') and o.created_at < :before
            order by o.created_at limit :limit
            """)
    List<Long> findExpired(Instant before, int limit);

    void deleteByIdIn(Collection<Long> ids);
}
