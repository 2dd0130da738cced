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
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Repository of consents of persons to the storage of personal data, with the version of the text and the time.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface ConsentRepository extends GenericRepository<ConsentRepository.GivenConsent, Long> {

    /// Version of the present text; a new version asks everybody again.
    String CURRENT_VERSION = "2026-11-24";

    /// A consent that was given.
    ///
    /// @param person the first part of the key; the second is the time
    /// @param withdrawn time of its withdrawal, or null
    @MappedEntity(value = "consent", alias = "c")
    record GivenConsent(
            @Id @MappedProperty("person_id") long person,
            String version,
            @MappedProperty("given_at") Instant at,
            @Nullable @MappedProperty("withdrawn_at") Instant withdrawn) {}

    /// The persons among these whose consent to the present version is valid.
    @Query("select person_id from consent where person_id in (:persons) and version = '" + CURRENT_VERSION
            + "' and withdrawn_at is null")
    Set<Long> findConsenting(Collection<Long> persons);

    /// The persons among these with a valid consent to any version.
    @Query("select person_id from consent where person_id in (:persons) and withdrawn_at is null")
    Set<Long> findConsentingToAnyVersion(Collection<Long> persons);

    /// All consents that a person ever gave, the oldest first.
    List<GivenConsent> findByPersonOrderByAt(long person);

    void deleteByPerson(long person);

    @Query("""
            insert into consent (person_id, version, given_at) values (:person, :version, :at)
            on duplicate key update withdrawn_at = null
            """)
    void insertConsents(List<GivenConsent> consents);

    /// Withdraws consents to these versions.
    @Query("""
            update consent set withdrawn_at = :withdrawn
            where person_id = :person and version = :version and withdrawn_at is null
            """)
    void withdrawConsents(List<GivenConsent> consents);
}
