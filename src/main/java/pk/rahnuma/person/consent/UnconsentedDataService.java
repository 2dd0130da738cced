package pk.rahnuma.person.consent;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.persistence.fault.FaultLog;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.vault.PersonalDataHandler;

/// Deletes messages of persons without consent: at once when they refuse it, and a day after the last message when they
/// never answer. A person with an application, a ticket or a membership keeps the chat that belongs to it.
///
/// The chat's address, its language and the ids of its latest updates (as keyed hashes, so that nothing is processed
/// twice) stay: without them the person could not be answered.
@Singleton
public class UnconsentedDataService {

    /// Time since the last message of either side.
    static final Duration UNCONSENTED_DATA_TTL = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(UnconsentedDataService.class);
    private static final int BATCH_SIZE = 200;

    private final Jdbi jdbi;
    private final PersonLock persons;
    private final Collection<PersonalDataHandler> dataHandlers;

    protected UnconsentedDataService(Jdbi jdbi, PersonLock persons, Collection<PersonalDataHandler> dataHandlers) {
        this.jdbi = jdbi;
        this.persons = persons;
        this.dataHandlers = dataHandlers;
    }

    /// Deletes the messages of a person. Takes part in the transaction of the thread; the caller holds the lock of the
    /// person.
    ///
    /// @return false when the person has a case, and nothing was deleted
    boolean deleteMessages(long person, Instant now) {
        if (!withCases(List.of(person)).isEmpty()) {
            return false;
        }
        dataHandlers.stream()
                .sorted(Comparator.comparing(PersonalDataHandler::lockOrder))
                .forEach(handler -> handler.deleteMessages(person, now));
        return true;
    }

    /// Deletes expired messages in small transactions.
    ///
    /// @return number of persons whose messages were deleted
    public int deleteExpired(Instant now) {
        Instant lastWord = now.minus(UNCONSENTED_DATA_TTL);
        int forgotten = 0;
        List<Long> page = findExpired(0, lastWord);
        while (!page.isEmpty()) {
            Set<Long> needed = withCases(page);
            for (Long person : page) {
                if (!needed.contains(person)) {
                    forgotten += forgetIfExpired(person, lastWord, now) ? 1 : 0;
                }
            }
            page = findExpired(page.getLast(), lastWord);
        }
        return forgotten;
    }

    /// A failure with one person does not affect the others; it is tried again the next time.
    private boolean forgetIfExpired(long person, Instant lastWord, Instant now) {
        try {
            return jdbi.inTransaction(handle -> persons.lockIfFree(person).isPresent()
                    && !find(person - 1, lastWord, person).isEmpty()
                    && deleteMessages(person, now));
        } catch (RuntimeException e) {
            FaultLog.logWarning(LOG, "retention: messages without consent were not deleted, and are tried again", e);
            return false;
        }
    }

    private Set<Long> withCases(Collection<Long> candidates) {
        Set<Long> found = new HashSet<>();
        dataHandlers.forEach(handler -> found.addAll(handler.findWithCases(candidates)));
        return found;
    }

    private List<Long> findExpired(long after, Instant lastWord) {
        return find(after, lastWord, Long.MAX_VALUE);
    }

    /// Consent to an older version counts too. Persons without a new message since the last run are left out.
    private List<Long> find(long after, Instant lastWord, long last) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select c.id from conversation c
                        where c.id > :after and c.id <= :last and c.updated_at < :since
                            and not exists (select 1 from consent g where g.person_id = c.id and g.withdrawn_at is null)
                            and exists (select 1 from message m where m.conversation_id = c.id)
                        order by c.id limit :most
                        """)
                .bind("after", after)
                .bind("last", last)
                .bind("since", lastWord)
                .bind("most", BATCH_SIZE)
                .mapTo(Long.class)
                .list());
    }
}
