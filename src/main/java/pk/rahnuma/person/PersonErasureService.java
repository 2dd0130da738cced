package pk.rahnuma.person;

import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.persistence.CommitCallback;
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.vault.PersonalDataHandler;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Erases persons: deletes all data about them and destroys their key, in one transaction each.
///
/// A person who asked for it gets a reminder a day before, and a last message, which needs the key and the chat. So it
/// is sent first, and the erasure follows once it was delivered.
@Singleton
public class PersonErasureService {

    private static final Logger LOG = LoggerFactory.getLogger(PersonErasureService.class);

    /// Maximum time to wait for the delivery of the last message, so that an unreachable chat does not keep its data.
    static final Duration FAREWELL_TIMEOUT = Duration.ofHours(1);

    private static final int BATCH_SIZE = 100;

    private final TransactionOperations<Connection> transactions;
    private final PersonLock persons;
    private final ErasureRequestRepository erasures;
    private final ErasureNoticeTexts farewells;
    private final ConversationMessageService messages;
    private final Collection<PersonalDataHandler> dataHandlers;
    private final SubjectEncryptionService vault;
    private final AuditLog audit;

    protected PersonErasureService(
            TransactionOperations<Connection> transactions,
            PersonLock persons,
            ErasureRequestRepository erasures,
            ErasureNoticeTexts farewells,
            ConversationMessageService messages,
            Collection<PersonalDataHandler> dataHandlers,
            SubjectEncryptionService vault,
            AuditLog audit) {
        this.transactions = transactions;
        this.persons = persons;
        this.erasures = erasures;
        this.farewells = farewells;
        this.messages = messages;
        this.dataHandlers = dataHandlers;
        this.vault = vault;
        this.audit = audit;
    }

    /// Makes the next possible step for each due request: the reminder, the last message, or the erasure.
    ///
    /// @return number of persons erased
    public int processDue(Instant now) {
        int erased = 0;
        for (ErasureRequestRepository.ErasureRequest asked : erasures.findDue(now, BATCH_SIZE)) {
            try {
                erased += goOn(asked.person(), now) ? 1 : 0;
            } catch (RuntimeException e) {
                // A failure with one person does not affect the others; it is tried again.
                FaultLog.logWarning(LOG, "erasures: one person was not erased, and is tried again in a minute", e);
            }
        }
        return erased;
    }

    /// Makes the next step of one request.
    ///
    /// @return true when the person is erased
    private boolean goOn(long person, Instant now) {
        return transactions.executeWrite(status -> {
            Optional<String> language = persons.lockIfFree(person);
            Optional<ErasureRequestRepository.ErasureRequest> erasureRequest = erasures.findByPerson(person);
            if (language.isEmpty() || erasureRequest.isEmpty()) {
                return false;
            }
            ErasureRequestRepository.ErasureRequest asked = erasureRequest.get();
            if (now.isBefore(asked.due())) {
                if (asked.reminded() == null) {
                    messages.postNotices(person, List.of(farewells.formatReminder(language.get(), asked.due())), now);
                    erasures.updateReminded(person, now);
                }
                return false;
            }
            if (asked.told() == null) {
                messages.postNotices(person, List.of(farewells.formatFarewell(language.get())), now);
                erasures.updateTold(person, now);
                return false;
            }
            boolean left = !messages.hasPending(person);
            return (left || now.isAfter(asked.told().plus(FAREWELL_TIMEOUT))) && erased(status, person, now);
        });
    }

    /// Erases a person at once, without a message.
    ///
    /// @return false when the person is locked, or does not exist
    boolean erasePerson(long person, Instant now) {
        return transactions.executeWrite(
                status -> persons.lockIfFree(person).isPresent() && erased(status, person, now));
    }

    /// Erases a person whom the caller has locked, in its transaction.
    public void eraseLocked(long person, Instant now) {
        transactions.executeWrite(status -> erased(status, person, now));
    }

    private boolean erased(TransactionStatus<Connection> status, long person, Instant now) {
        Map<Long, String> alone = new TreeMap<>();
        dataHandlers.forEach(
                handler -> handler.cascadesTo(person).forEach(subject -> alone.put(subject, handler.cascadeKind())));
        List<Long> subjects =
                Stream.concat(Stream.of(person), alone.keySet().stream()).toList();
        dataHandlers.stream()
                .sorted(Comparator.comparing(PersonalDataHandler::lockOrder))
                .forEach(handler -> subjects.forEach(subject -> handler.eraseData(subject, now)));
        audit.appendEntries(
                List.of(new AuditEntry(person, "clock", "person.erased", Long.toString(person), null, now)));
        audit.appendEntries(alone.entrySet().stream()
                .map(each -> new AuditEntry(
                        each.getKey(), "clock", each.getValue() + ".erased", Long.toString(each.getKey()), null, now))
                .toList());
        subjects.forEach(vault::destroyKey);
        status.registerSynchronization(new CommitCallback(() -> subjects.forEach(vault::evictKey)));
        return true;
    }
}
