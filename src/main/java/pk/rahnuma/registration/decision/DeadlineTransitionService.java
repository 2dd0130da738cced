package pk.rahnuma.registration.decision;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
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

    /// Makes a transition of the lines of an application for which its time has come.
    ///
    /// @return false when the application is locked, or no line is due any more
    boolean endOverdue(ApplicationRepository.LateApplication late, LineTransition act, Instant now) {
        return transactions.executeWrite(status -> {
            Optional<Map<Long, String>> languages =
                    applications.findApplication(late.id()).flatMap(recipients::lockRecipientsIfFree);
            if (languages.isEmpty()) {
                return false;
            }
            Application before = applications.lockById(late.id());
            Set<Integer> due = recorder.findDue(before, act, now);
            if (!due.isEmpty()) {
                endLines(
                        new DecisionRecipients.LockedApplication(before, languages.get()),
                        new ApplicationDecision(act).aboutLines(due),
                        now);
            }
            return !due.isEmpty();
        });
    }

    /// Ends the registration of all lines of an application, whatever their days.
    ///
    /// @throws RuleViolationException when none is registered any more
    public void expireApplication(Reference reference, Instant now) {
        transactions.executeWrite(status -> {
            endLines(recipients.lockApplication(reference), new ApplicationDecision(LineTransition.EXPIRE), now);
            return null;
        });
    }

    private void endLines(DecisionRecipients.LockedApplication locked, ApplicationDecision decision, Instant now) {
        notifier.notifyDecision(recorder.recordByClock(locked.application(), decision, now), locked.recipients(), now);
    }
}
