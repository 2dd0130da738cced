package pk.rahnuma.person;

import jakarta.inject.Singleton;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Holds persons still, for what is done about them outside of their own turn. Takes part in the transaction that runs
/// on the thread, and needs one.
@Singleton
public final class PersonLock {

    /// For who has not chosen yet.
    private static final String DEFAULT_LANGUAGE = "en";

    private final Jdbi jdbi;

    public PersonLock(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Waits for a person and locks them until the transaction ends; the first lock that anything takes.
    ///
    /// @return their language
    /// @throws NoSuchElementException when there is no such person
    public String lockPerson(long person) {
        return lockPerson(person, "").orElseThrow(() -> new NoSuchElementException("no person " + person));
    }

    /// The same, for who may be erased by now.
    ///
    /// @return false when there is no such person
    boolean lockIfExists(long person) {
        return lockPerson(person, "").isPresent();
    }

    /// The same, but does not wait.
    ///
    /// @return empty when somebody else holds them, or there is no such person
    public Optional<String> lockIfFree(long person) {
        return lockPerson(person, " skip locked");
    }

    /// The language that a person has chosen, without a lock.
    ///
    /// @return empty when they have not yet
    public Optional<String> findLanguage(long person) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select language from conversation where id = :id and language is not null")
                .bind("id", person)
                .mapTo(String.class)
                .findOne());
    }

    private Optional<String> lockPerson(long person, String how) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select coalesce(language, :otherwise) from conversation where id = :id for update" + how)
                .bind("otherwise", DEFAULT_LANGUAGE)
                .bind("id", person)
                .mapTo(String.class)
                .findOne());
    }
}
