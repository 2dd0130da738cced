package pk.rahnuma.registration.decision;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.record.OwnApplicationLock;

/// Withdraws, cancels or reopens an application, or takes back a change of it, for its applicant. It may run in the
/// person's own turn, whose transaction a refusal does not roll back: no notice is sent, the turn answers.
@Singleton
public final class ApplicantTransitionService {

    private final TransactionOperations<Connection> transactions;
    private final OwnApplicationLock applicationLock;
    private final DecisionRecorder recorder;

    ApplicantTransitionService(
            TransactionOperations<Connection> transactions,
            OwnApplicationLock applicationLock,
            DecisionRecorder recorder) {
        this.transactions = transactions;
        this.applicationLock = applicationLock;
        this.recorder = recorder;
    }

    /// Makes a transition.
    ///
    /// @param typed the reference as typed
    /// @param lines numbers of lines; empty for all that allow it
    /// @return false when the application is not theirs (the same as when it does not exist), or the transition is not
    ///     allowed
    public boolean tryTransition(long person, String typed, LineTransition act, Set<Integer> lines, Instant now) {
        return transactions.executeWrite(status -> {
            try {
                Optional<OwnApplicationLock.OwnApplication> own = applicationLock.lockApplication(person, typed);
                own.ifPresent(locked -> recorder.recordByApplicant(
                        locked.application(),
                        new ApplicationDecision(act).aboutLines(lines),
                        person,
                        locked.language(),
                        now));
                return own.isPresent();
            } catch (RuleViolationException refused) {
                return false;
            }
        });
    }
}
