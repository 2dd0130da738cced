package pk.rahnuma.registration.decision;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.Reference;

/// Ends applications and registrations whose time is over, with a notice to the recipients.
@Singleton
public final class DeadlineTransitionService {

    private final TransactionOperations<Connection> transactions;
    private final ApplicationRepository applications;
    private final DecisionRecorder recorder;
    private final DecisionRecipients recipients;
    private final DecisionNotifier notifier;

    DeadlineTransitionService(
            TransactionOperations<Connection> transactions,
            ApplicationRepository applications,
            DecisionRecorder recorder,
            DecisionRecipients recipients,
            DecisionNotifier notifier) {
        this.transactions = transactions;
        this.applications = applications;
        this.recorder = recorder;
        this.recipients = recipients;
        this.notifier = notifier;
    }

    /// Lapses an application whose applicant missed the deadline.
    ///
    /// @return false when the application is locked, or the answers have arrived in the meantime
    boolean lapseApplication(ApplicationRepository.LateApplication late, Instant now) {
        return transactions.executeWrite(status -> {
            Optional<Map<Long, String>> languages =
                    applications.findApplication(late.id()).flatMap(recipients::lockRecipientsIfFree);
            if (languages.isEmpty()) {
                return false;
            }
            Application before = applications.lockById(late.id());
            if (before.target().lapses() == null || now.isBefore(before.target().lapses())) {
                return false;
            }
            endApplication(
                    new DecisionRecipients.LockedApplication(before, languages.get()), LineTransition.LAPSE, now);
            return true;
        });
    }

    /// Ends a registration whose time is over.
    ///
    /// @throws RuleViolationException when it is not registered any more
    public void expireApplication(Reference reference, Instant now) {
        transactions.executeWrite(status -> {
            endApplication(recipients.lockApplication(reference), LineTransition.EXPIRE, now);
            return null;
        });
    }

    private void endApplication(DecisionRecipients.LockedApplication locked, LineTransition act, Instant now) {
        notifier.notifyDecision(recorder.recordByClock(locked.application(), act, now), locked.recipients(), now);
    }
}
