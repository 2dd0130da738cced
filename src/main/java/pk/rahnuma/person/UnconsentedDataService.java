package pk.rahnuma.person;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.messaging.conversation.InactiveConversationRepository;
import pk.rahnuma.persistence.FaultLog;
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
    private static final int BATCH_SIZE = 1_000;

    private final TransactionOperations<Connection> transactions;
    private final PersonLock persons;
    private final InactiveConversationRepository conversations;
    private final ConsentRepository consents;
    private final Collection<PersonalDataHandler> dataHandlers;

    protected UnconsentedDataService(
            TransactionOperations<Connection> transactions,
            PersonLock persons,
            InactiveConversationRepository conversations,
            ConsentRepository consents,
            Collection<PersonalDataHandler> dataHandlers) {
        this.transactions = transactions;
        this.persons = persons;
        this.conversations = conversations;
        this.consents = consents;
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
        Instant since = now.minus(UNCONSENTED_DATA_TTL);
        int deleted = 0;
        List<Long> page = conversations.findInactiveWithMessages(0, since, BATCH_SIZE);
        while (!page.isEmpty()) {
            List<Long> unconsented = withoutConsent(page);
            Set<Long> withCases = withCases(unconsented);
            for (Long person : unconsented) {
                if (!withCases.contains(person)) {
                    deleted += deleteIfExpired(person, since, now) ? 1 : 0;
                }
            }
            page = conversations.findInactiveWithMessages(page.getLast(), since, BATCH_SIZE);
        }
        return deleted;
    }

    /// A failure with one person does not affect the others; it is tried again the next time.
    private boolean deleteIfExpired(long person, Instant since, Instant now) {
        try {
            return transactions.executeWrite(
                    status -> persons.lockIfFree(person).isPresent()
                            && conversations
                                    .findInactiveWithMessages(person - 1, since, 1)
                                    .contains(person)
                            && !withoutConsent(List.of(person)).isEmpty()
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

    /// Consent to an older version counts too.
    private List<Long> withoutConsent(List<Long> candidates) {
        Set<Long> consenting = consents.findConsentingToAnyVersion(candidates);
        return candidates.stream()
                .filter(person -> !consenting.contains(person))
                .toList();
    }
}
