package pk.rahnuma.person;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.messaging.conversation.InactiveConversationRepository;
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.vault.PersonalDataHandler;

/// Erases persons who have been silent for long and of whom no data must be kept longer, and lets every personal data
/// handler delete its expired data. No notice is sent: persons who were silent for a year do not expect one.
@Singleton
public class InactivePersonRetentionService {

    private static final Logger LOG = LoggerFactory.getLogger(InactivePersonRetentionService.class);

    /// Time since the last message of either side.
    static final Duration INACTIVITY_LIMIT = Duration.ofDays(365);

    private static final int BATCH_SIZE = 200;

    private final InactiveConversationRepository conversations;
    private final PersonErasureService erasure;
    private final Collection<PersonalDataHandler> dataHandlers;

    protected InactivePersonRetentionService(
            InactiveConversationRepository conversations,
            PersonErasureService erasure,
            Collection<PersonalDataHandler> dataHandlers) {
        this.conversations = conversations;
        this.erasure = erasure;
        this.dataHandlers = dataHandlers;
    }

    /// Erases inactive persons in small transactions.
    ///
    /// @return number of persons erased
    public int eraseInactive(Instant now) {
        dataHandlers.forEach(handler -> tidy(handler, now));
        int erased = 0;
        Instant since = now.minus(INACTIVITY_LIMIT);
        // By id, so that persons who must be kept are read once.
        List<Long> page = conversations.findInactive(0, since, BATCH_SIZE);
        while (!page.isEmpty()) {
            erased += erased(page, now);
            page = conversations.findInactive(page.getLast(), since, BATCH_SIZE);
        }
        return erased;
    }

    private static void tidy(PersonalDataHandler handler, Instant now) {
        try {
            while (handler.deleteExpired(now, BATCH_SIZE) == BATCH_SIZE) {
                Thread.onSpinWait();
            }
        } catch (RuntimeException e) {
            FaultLog.logWarning(LOG, "retention: expired rows were not deleted, and are tried again the next night", e);
        }
    }

    private int erased(List<Long> persons, Instant now) {
        Set<Long> needed = dataHandlers.stream()
                .flatMap(handler -> handler.findRetained(persons).stream())
                .collect(Collectors.toSet());
        int erased = 0;
        for (Long person : persons) {
            try {
                erased += !needed.contains(person) && erasure.erasePerson(person, now) ? 1 : 0;
            } catch (RuntimeException e) {
                // A failure with one person does not affect the others; it is tried again the next day.
                FaultLog.logWarning(
                        LOG, "retention: an inactive person was not erased, and is tried again the next night", e);
            }
        }
        return erased;
    }
}
