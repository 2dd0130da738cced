package pk.rahnuma.conversation;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.conversation.batch.PinnedVersionService;
import pk.rahnuma.conversation.batch.TurnBatchProcessor;
import pk.rahnuma.conversation.batch.TurnReceipt;
import pk.rahnuma.conversation.batch.TurnRequest;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.DeadLetterListener;
import pk.rahnuma.persistence.FaultClassifier;

/// Lets staff read, retry or discard dead letters. The audit log records each with the name of the member of staff.
/// Works in a process without a server too: replies of a retry are left to the server.
@Singleton
public final class DeadLetterService {

    private final TransactionOperations<Connection> transactions;
    private final DeadLetterRepository deadLetters;
    private final DeadLetterReader reader;
    private final TurnBatchProcessor processor;
    private final PinnedVersionService versions;
    private final AuditLog audit;
    private final Collection<DeadLetterListener> listeners;

    DeadLetterService(
            TransactionOperations<Connection> transactions,
            DeadLetterRepository deadLetters,
            DeadLetterReader reader,
            TurnBatchProcessor processor,
            PinnedVersionService versions,
            AuditLog audit,
            Collection<DeadLetterListener> listeners) {
        this.transactions = transactions;
        this.deadLetters = deadLetters;
        this.reader = reader;
        this.processor = processor;
        this.versions = versions;
        this.audit = audit;
        this.listeners = listeners;
    }

    /// A message that could not be processed, without its content.
    ///
    /// @param channel it came by; null when the server started the turn, or when unknown
    /// @param failure class and place of the exception; nothing personal
    public record DeadLetter(long id, long conversation, Instant at, Channel channel, String failure) {

        /// Number that its sender was asked to quote.
        public String displayNumber() {
            return DeadLetterService.toNumber(id);
        }
    }

    /// @param content the input as JSON; personal
    public record OpenedDeadLetter(DeadLetter letter, String content) {}

    /// Outcome of a retry.
    public sealed interface RetryResult {
        /// Processed and deleted.
        ///
        /// @param replies number of messages to be sent
        record Processed(int replies) implements RetryResult {}

        /// No such dead letter, or no longer.
        record NotFound() implements RetryResult {}

        /// An older one of the same person must go first.
        record OlderExists(DeadLetter first) implements RetryResult {}

        /// Failed again; the dead letter is kept.
        record Failed(String failure) implements RetryResult {}
    }

    static String toNumber(long id) {
        return Long.toString(id, Character.MAX_RADIX).toUpperCase(Locale.ROOT);
    }

    /// Dead letters, oldest first. Holds nothing personal.
    public List<DeadLetter> listDeadLetters(int limit) {
        return deadLetters.listDeadLetters(limit);
    }

    /// Opens a dead letter for a member of staff, and records that in the audit log.
    ///
    /// @return empty when there is none, or its person was erased
    public Optional<OpenedDeadLetter> openDeadLetter(long id, String staffName, Instant now) {
        return transactions.executeWrite(status -> reader.lockLetter(id).map(stored -> {
            audit.appendEntries(List.of(entry(stored.letter(), staffName, "letter.viewed", null, now)));
            return new OpenedDeadLetter(
                    stored.letter(), new String(reader.openContent(stored), StandardCharsets.UTF_8));
        }));
    }

    /// Processes a dead letter as if it came now, and deletes it in the same transaction. Older ones of the same person
    /// must go first.
    ///
    /// @throws RuntimeException when the database does not accept it; then nothing has happened
    public RetryResult retryDeadLetter(long id, String staffName, Instant now) {
        Optional<String> obstacle = versions.findObstacleNow();
        if (obstacle.isPresent()) {
            return new RetryResult.Failed(obstacle.get());
        }
        try {
            return transactions.executeWrite(status -> reader.lockLetter(id)
                    .map(stored -> work(stored, staffName, now))
                    .orElseGet(RetryResult.NotFound::new));
        } catch (RuntimeException | Error e) {
            if (FaultClassifier.isMachineFault(e)) {
                throw e;
            }
            return new RetryResult.Failed(DeadLetterRecorder.failureReason(e));
        }
    }

    private RetryResult work(DeadLetterRepository.StoredDeadLetter stored, String staffName, Instant now) {
        DeadLetter letter = stored.letter();
        DeadLetter first = deadLetters.findFirst(letter.conversation()).orElse(letter);
        if (first.id() != letter.id()) {
            return new RetryResult.OlderExists(first);
        }
        // A read may show a letter that another retry has just deleted; processing it again would undo all of this.
        if (deadLetters.deleteById(letter.id()) == 0) {
            return new RetryResult.NotFound();
        }
        TurnReceipt receipt =
                processor.processBatch(List.of(request(stored, now)), now).getFirst();
        if (deadLetters.findFirst(letter.conversation()).isEmpty()) {
            listeners.forEach(listener -> listener.onAllResumed(letter.conversation(), staffName, now));
        }
        audit.appendEntries(List.of(entry(letter, staffName, "letter.retried", null, now)));
        return new RetryResult.Processed(receipt.replies().size());
    }

    /// Request with its own update id, so that it is processed once.
    private TurnRequest request(DeadLetterRepository.StoredDeadLetter stored, Instant now) {
        ConversationInput input = DialogJson.fromBytes(reader.openContent(stored), ConversationInput.class);
        return TurnRequest.ofServer(
                input instanceof ConversationInput.Timer ? null : reader.chatOf(stored),
                stored.letter().conversation(),
                "letter " + stored.letter().displayNumber(),
                input,
                now);
    }

    /// Deletes a dead letter. Its ticket stays: the person still has to be answered.
    ///
    /// @param why for the audit log; nothing personal
    /// @return the deleted one; empty when there was none
    public Optional<DeadLetter> discardDeadLetter(long id, String staffName, String why, Instant now) {
        return transactions.executeWrite(status -> reader.lockLetter(id)
                .filter(stored -> deadLetters.deleteById(id) > 0)
                .map(stored -> {
                    audit.appendEntries(List.of(entry(stored.letter(), staffName, "letter.dropped", why, now)));
                    return stored.letter();
                }));
    }

    private static AuditEntry entry(DeadLetter letter, String staffName, String what, String detail, Instant now) {
        return new AuditEntry(letter.conversation(), staffName, what, letter.displayNumber(), detail, now);
    }
}
