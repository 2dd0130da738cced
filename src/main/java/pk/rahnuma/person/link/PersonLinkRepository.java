package pk.rahnuma.person.link;

import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.EmbeddedId;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.persistence.PaddedKeys;

/// Repository of links. A pair has two rows with one id, so that the links of a person are found by one key.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface PersonLinkRepository
        extends GenericRepository<PersonLinkRepository.LinkRow, PersonLinkRepository.LinkKey> {

    /// A row of the table `person_link`.
    ///
    /// @param id of the pair
    @MappedEntity(value = "person_link", alias = "l")
    record LinkRow(@EmbeddedId LinkKey key, long id, Instant linkedAt) {

        private PersonLink toLink() {
            return new PersonLink(id, key.otherId(), linkedAt);
        }
    }

    /// Primary key.
    @Embeddable
    record LinkKey(
            @MappedProperty("person_id") long personId,
            @MappedProperty("other_id") long otherId) {}

    @Query("select l.* from person_link l where l.person_id in (:persons)")
    List<LinkRow> findRows(Collection<Long> persons);

    void insertAll(List<LinkRow> rows);

    @Query("""
            delete from person_link
            where person_id = :person and other_id = :other or person_id = :other and other_id = :person
            """)
    void deletePair(long person, long other);

    @Query("delete from person_link where person_id = :person or other_id = :person")
    void deleteByPerson(long person);

    /// Persons who are linked with these, for those who have a link; one query.
    default Map<Long, Set<Long>> findLinked(Collection<Long> persons) {
        return persons.isEmpty()
                ? Map.of()
                : findRows(PaddedKeys.padKeys(persons)).stream()
                        .collect(Collectors.groupingBy(
                                row -> row.key().personId(),
                                Collectors.mapping(row -> row.key().otherId(), Collectors.toSet())));
    }

    /// Links of a person, at most [PersonLinkService#MAX_LINKS_PER_PERSON].
    default List<PersonLink> findLinks(long person) {
        return findRows(List.of(person)).stream().map(LinkRow::toLink).toList();
    }

    /// Links two persons.
    default void insertPair(long id, long person, long other, Instant now) {
        insertAll(List.of(
                new LinkRow(new LinkKey(person, other), id, now), new LinkRow(new LinkKey(other, person), id, now)));
    }
}
