package pk.rahnuma.person.consent;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Consents of persons to the storage of personal data, with the version of the text and the time.
@Singleton
public final class ConsentRepository {

    /// Version of the present text; a new version asks everybody again.
    static final String CURRENT_VERSION = "2026-11-24";

    private final Jdbi jdbi;

    ConsentRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Consent or withdrawal of one person.
    record ConsentStatement(long person, Instant at) {}

    /// A consent that was given.
    ///
    /// @param withdrawn time of its withdrawal, or null
    public record GivenConsent(String version, Instant at, Instant withdrawn) {}

    /// The persons among these whose consent to the present version is valid.
    public Set<Long> findConsenting(Collection<Long> persons) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select person_id from consent
                        where person_id in (<persons>) and version = :version and withdrawn_at is null
                        """)
                .bindList("persons", List.copyOf(persons))
                .bind("version", CURRENT_VERSION)
                .mapTo(Long.class)
                .collect(Collectors.toSet()));
    }

    /// The persons among these with a valid consent to any version.
    Set<Long> findConsentingToAnyVersion(Collection<Long> persons) {
        return persons.isEmpty()
                ? Set.of()
                : jdbi.withHandle(handle -> handle.createQuery(
                                "select person_id from consent where person_id in (<persons>) and withdrawn_at is null")
                        .bindList("persons", List.copyOf(persons))
                        .mapTo(Long.class)
                        .collect(Collectors.toSet()));
    }

    /// All consents that a person ever gave, the oldest first.
    public List<GivenConsent> findByPerson(long person) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select version, given_at, withdrawn_at from consent where person_id = ? order by given_at")
                .bind(0, person)
                .map((RowView row) -> new GivenConsent(
                        row.getColumn("version", String.class),
                        row.getColumn("given_at", Instant.class),
                        row.getColumn("withdrawn_at", Instant.class)))
                .list());
    }

    public void deleteByPerson(long person) {
        jdbi.useHandle(handle -> handle.execute("delete from consent where person_id = ?", person));
    }

    void insertConsents(List<ConsentStatement> words) {
        run(words, """
                insert into consent (person_id, version, given_at) values (:person, :version, :at)
                on duplicate key update withdrawn_at = null
                """);
    }

    void withdrawConsents(List<ConsentStatement> words) {
        run(words, """
                update consent set withdrawn_at = :at
                where person_id = :person and version = :version and withdrawn_at is null
                """);
    }

    private void run(List<ConsentStatement> words, String sql) {
        if (words.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch(sql);
            words.forEach(word -> batch.bind("person", word.person())
                    .bind("version", CURRENT_VERSION)
                    .bind("at", word.at())
                    .add());
            batch.execute();
        });
    }
}
