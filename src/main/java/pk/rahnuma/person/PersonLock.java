package pk.rahnuma.person;

import jakarta.inject.Singleton;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Locks persons for work outside of their own turn. Takes part in the transaction of the thread, and requires one.
@Singleton
public final class PersonLock {

    /// For persons who have not chosen a language yet.
    private static final String DEFAULT_LANGUAGE = "en";

    private final Jdbi jdbi;

    public PersonLock(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Locks a person until the transaction ends, waiting if necessary; always the first lock of a transaction.
    ///
    /// @return their language
    /// @throws NoSuchElementException when there is no such person
    public String lockPerson(long person) {
        return lockPerson(person, "").orElseThrow(() -> new NoSuchElementException("no person " + person));
    }

    /// Locks a person who may have been erased.
    ///
    /// @return false when there is no such person
    boolean lockIfExists(long person) {
        return lockPerson(person, "").isPresent();
    }

    /// Locks a person without waiting.
    ///
    /// @return empty when they are locked, or there is no such person
    public Optional<String> lockIfFree(long person) {
        return lockPerson(person, " skip locked");
    }

    /// Language that a person has chosen, without a lock.
    ///
    /// @return empty when they have not chosen yet
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
