package pk.rahnuma.registration.decision;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.Set;
import pk.rahnuma.registration.ApplicantAction;
import pk.rahnuma.registration.record.OwnApplicationLock;

/// Takes actions of applicants on lines that take effect at once. It may run in the person's own turn, whose
/// transaction
/// a refusal does not roll back: no notice is sent, the turn answers.
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

    /// Takes an action.
    ///
    /// @param typed the reference as typed
    /// @param lines numbers of lines; empty for all that allow it
    /// @return false when the application is not theirs (the same as when it does not exist), or one of the lines does
    ///     not allow the action
    public boolean tryAction(long person, String typed, ApplicantAction action, Set<Integer> lines, Instant now) {
        return transactions.executeWrite(status -> applicationLock
                .lockApplication(person, typed)
                .filter(own ->
                        recorder.recordByApplicant(own.application(), action, lines, person, own.language(), now))
                .isPresent());
    }

    /// Takes an action on those of some lines that allow it.
    ///
    /// @param typed the reference as typed
    /// @param lines numbers of lines, at least one
    /// @return number of lines for which it was taken; 0 when the application is not theirs
    public int takeWherePossible(long person, String typed, ApplicantAction action, Set<Integer> lines, Instant now) {
        return transactions.executeWrite(status -> applicationLock
                .lockApplication(person, typed)
                .map(own -> recorder.recordWherePossible(own.application(), action, lines, person, own.language(), now))
                .orElse(0));
    }
}
