package pk.rahnuma.person.joining;

import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.persistence.CommitCallback;
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.person.joining.PersonJoining.State;
import pk.rahnuma.vault.DataMove;
import pk.rahnuma.vault.PersonalDataHandler;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Moves what a joining has left for later, in batches, and destroys the key of the person who ended with the last one.
/// Each batch is a transaction: an interrupted move goes on where it was, on any node.
@Singleton
class JoiningMoveService {

    /// Records of a batch.
    static final int BATCH_SIZE = 200;

    /// Batches that a request waits for.
    static final int MAX_BATCHES_PER_REQUEST = 10;

    private static final int MAX_MOVES_PER_RUN = 100;
    private static final Logger LOG = LoggerFactory.getLogger(JoiningMoveService.class);

    private final TransactionOperations<Connection> transactions;
    private final PersonLock persons;
    private final PersonJoiningRepository joinings;
    private final List<PersonalDataHandler> dataHandlers;
    private final SubjectEncryptionService vault;

    JoiningMoveService(
            TransactionOperations<Connection> transactions,
            PersonLock persons,
            PersonJoiningRepository joinings,
            Collection<PersonalDataHandler> dataHandlers,
            SubjectEncryptionService vault) {
        this.transactions = transactions;
        this.persons = persons;
        this.joinings = joinings;
        this.dataHandlers = dataHandlers.stream()
                .sorted(Comparator.comparing(PersonalDataHandler::lockOrder))
                .toList();
        this.vault = vault;
    }

    /// Moves what a request can wait for. The job goes on after a failure.
    void moveSome(long id, Instant now) {
        try {
            for (int i = 0; i < MAX_BATCHES_PER_REQUEST && moveBatch(id, now); i++) {
                // The next batch.
            }
        } catch (RuntimeException e) {
            FaultLog.logWarning(LOG, "joining: messages were not moved, which is tried again in a minute", e);
        }
    }

    /// Completes all moves that were begun.
    void moveAll(Instant now) {
        for (PersonJoining joining : joinings.findMoving(MAX_MOVES_PER_RUN)) {
            try {
                while (moveBatch(joining.id(), now)) {
                    // The next batch.
                }
            } catch (RuntimeException e) {
                // A failure with one person does not affect the others; it is tried again.
                FaultLog.logWarning(LOG, "joining: messages were not moved, which is tried again in a minute", e);
            }
        }
    }

    /// @return true when more is left
    private boolean moveBatch(long id, Instant now) {
        Optional<PersonJoining> begun = joinings.findById(id).filter(joining -> joining.state() == State.MOVING);
        return begun.isPresent() && transactions.executeWrite(status -> moveLocked(status, begun.get(), now));
    }

    private boolean moveLocked(TransactionStatus<Connection> status, PersonJoining begun, Instant now) {
        boolean exists = persons.lockIfExists(begun.to());
        Optional<PersonJoining> current =
                joinings.lockById(begun.id()).filter(joining -> joining.state() == State.MOVING);
        if (!exists || current.isEmpty() || current.get().to() != begun.to()) {
            return false;
        }
        DataMove move = current.get().toMove(now);
        boolean isFull = dataHandlers.stream()
                        .map(handler -> handler.moveRest(move, BATCH_SIZE))
                        .reduce(0, Math::max)
                >= BATCH_SIZE;
        if (!isFull) {
            vault.destroyKey(begun.from());
            status.registerSynchronization(new CommitCallback(() -> vault.evictKey(begun.from())));
            joinings.markDone(begun.id());
        }
        return isFull;
    }
}
