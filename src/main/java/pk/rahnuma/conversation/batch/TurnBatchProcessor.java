package pk.rahnuma.conversation.batch;

import io.micronaut.data.connection.SynchronousConnectionManager;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pk.rahnuma.messaging.conversation.ProcessedUpdateRepository;
import pk.rahnuma.persistence.PinnedConnection;

/// Processes many requests in one transaction: reads ([TurnBatchReader]), steps ([TurnBatchStepper]), writes
/// ([TurnBatchWriter]), commits.
@Singleton
public class TurnBatchProcessor {

    /// Period in which repeats are looked up after one was found.
    private static final Duration REPEAT_CHECK_PERIOD = Duration.ofSeconds(30);

    private final TransactionOperations<Connection> transactions;
    private final SynchronousConnectionManager<Connection> connections;
    private final TurnBatchReader reader;
    private final TurnBatchStepper stepper;
    private final TurnBatchWriter writer;
    private final TurnMetrics meters;
    /// Time until which repeats are looked up before the work; [System#nanoTime].
    private volatile long checkUntil = System.nanoTime();

    TurnBatchProcessor(
            TransactionOperations<Connection> transactions,
            SynchronousConnectionManager<Connection> connections,
            TurnBatchReader reader,
            TurnBatchStepper stepper,
            TurnBatchWriter writer,
            TurnMetrics meters) {
        this.transactions = transactions;
        this.connections = connections;
        this.reader = reader;
        this.stepper = stepper;
        this.writer = writer;
        this.meters = meters;
    }

    /// Creates a connection for the batches of one thread.
    public PinnedConnection newConnection() {
        return new PinnedConnection(connections);
    }

    /// Processes all requests, or none. Repeats are rare and come together: they are looked up only after one was
    /// found, by the key that prevents a second processing.
    ///
    /// @param requests with their chats ([ChatResolver])
    /// @return a receipt for each, in order
    /// @throws ChatResolver.StaleChatException at most once for the same requests
    /// @throws PinnedVersionService.NewerScriptVersionException when another node has to do it
    public List<TurnReceipt> processBatch(List<TurnRequest> requests, Instant now) {
        if (checkUntil - System.nanoTime() < 0) {
            try {
                return transactions.executeWrite(status -> processBatch(requests, false, now));
            } catch (ProcessedUpdateRepository.DuplicateUpdateException e) {
                checkUntil = System.nanoTime() + REPEAT_CHECK_PERIOD.toNanos();
            }
        }
        return transactions.executeWrite(status -> processBatch(requests, true, now));
    }

    private List<TurnReceipt> processBatch(List<TurnRequest> requests, boolean checksRepeats, Instant now) {
        TurnBatchReader.TurnBatch batch = reader.readBatch(requests, checksRepeats);
        stepper.stepConversations(batch.conversations(), now);
        writer.writeConversations(batch.conversations(), batch.keys(), now);
        List<TurnReceipt> receipts = new ArrayList<>(requests.size());
        Set<Turn> answered = new HashSet<>();
        for (int i = 0; i < requests.size(); i++) {
            Turn turn = batch.turns().get(i);
            TurnReceipt receipt = turn == null
                    ? batch.receipts().get(i)
                    : new TurnReceipt(
                            requests.get(i).conversation(),
                            !answered.add(turn),
                            false,
                            turn.sentMessages(),
                            turn.notice,
                            turn.isQuestionOver(),
                            turn.formEndings(),
                            turn.forms);
            receipts.add(receipt);
            meters.recordReplies(requests.get(i), receipt);
        }
        return receipts;
    }
}
