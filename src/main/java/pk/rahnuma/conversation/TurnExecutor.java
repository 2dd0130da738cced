package pk.rahnuma.conversation;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.conversation.batch.ChatResolver;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.conversation.batch.PinnedVersionService;
import pk.rahnuma.conversation.batch.TurnBatchProcessor;
import pk.rahnuma.conversation.batch.TurnMetrics;
import pk.rahnuma.conversation.batch.TurnReceipt;
import pk.rahnuma.conversation.batch.TurnRequest;
import pk.rahnuma.persistence.FaultClassifier;
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.persistence.PinnedConnection;
import pk.rahnuma.vault.SealedPlace;

/// Executes requests until each has an outcome: a receipt, a dead letter, or a refusal after which its channel sends it
/// again. Retries a batch after an infrastructure failure, and isolates a message that always fails. Used by one
/// thread.
final class TurnExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(TurnExecutor.class);
    /// Immediate tries of a batch before the intake is reported as unavailable.
    private static final int MAX_MACHINE_FAULT_TRIES = 3;
    /// No further try after this time, in nanoseconds.
    private static final long MAX_MACHINE_FAULT_NANOS = 5_000_000_000L;
    /// Tries of one message before it becomes a dead letter.
    private static final int MAX_MESSAGE_TRIES = 3;

    private final ChatResolver chats;
    private final TurnBatchProcessor processor;
    private final DeadLetterRecorder deadLetters;
    private final TurnMetrics meters;
    private final Clock clock;
    /// Connection for batches that follow each other at once.
    private final PinnedConnection connection;

    TurnExecutor(
            ChatResolver chats,
            TurnBatchProcessor processor,
            DeadLetterRecorder deadLetters,
            TurnMetrics meters,
            Clock clock) {
        this.chats = chats;
        this.processor = processor;
        this.connection = processor.newConnection();
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.clock = clock;
    }

    /// Returns the connection to the pool, if one is held: no request is waiting.
    void releaseConnection() {
        connection.releaseConnection();
    }

    /// @throws RuntimeException when a batch failed in an unknown way; some requests then have no outcome
    void executeAll(List<TurnRequest> requests) {
        Throwable last = null;
        long begun = System.nanoTime();
        for (int attempt = 1;
                attempt <= MAX_MACHINE_FAULT_TRIES && System.nanoTime() - begun < MAX_MACHINE_FAULT_NANOS;
                attempt++) {
            meters.countAttempt(attempt);
            try {
                executeBatch(requests);
                FaultLog.reportRecovery();
                return;
            } catch (RuntimeException | Error e) {
                if (!FaultClassifier.isMachineFault(e)) {
                    throw e;
                }
                last = e;
                meters.recordFault(e);
                FaultLog.logWarning(
                        LOG,
                        "turns: the database did not take a batch of " + requests.size() + " messages (try " + attempt
                                + ")",
                        e);
            }
        }
        Throwable failure = last;
        requests.stream()
                .filter(request -> !request.done().isDone())
                .forEach(request -> refuse(request, "the database is not available", failure));
    }

    private void executeBatch(List<TurnRequest> requests) {
        Instant now = clock.instant();
        List<TurnRequest> resolved = resolveChats(requests, now);
        try {
            complete(resolved, meters.recordBatch(resolved, () -> process(resolved, now)));
        } catch (ChatResolver.StaleChatException e) {
            executeBatch(requests);
        } catch (PinnedVersionService.NewerScriptVersionException e) {
            requests.forEach(request -> refuse(request, e.getMessage(), e));
        } catch (RuntimeException | Error e) {
            if (FaultClassifier.isMachineFault(e)) {
                throw e;
            }
            meters.countMessageFault();
            executeSeparately(resolved);
        }
    }

    private List<TurnReceipt> process(List<TurnRequest> resolved, Instant now) {
        return connection.runTransaction(() -> processor.processBatch(resolved, now));
    }

    private List<TurnRequest> resolveChats(List<TurnRequest> requests, Instant now) {
        try {
            return chats.resolveChats(requests, now);
        } catch (RuntimeException | Error e) {
            if (FaultClassifier.isMachineFault(e)) {
                throw e;
            }
            return requests.stream()
                    .flatMap(request -> resolveChat(request, now).stream())
                    .toList();
        }
    }

    /// Resolves one chat. A chat that cannot be opened has no key to store the message under, and no user to answer.
    /// The message is acknowledged, or it would come again forever.
    private List<TurnRequest> resolveChat(TurnRequest request, Instant now) {
        try {
            return chats.resolveChats(List.of(request), now);
        } catch (RuntimeException | Error e) {
            if (FaultClassifier.isMachineFault(e)) {
                throw e;
            }
            LOG.error("turns: a message was refused because its chat cannot be opened: {}", FaultLog.describeCauses(e));
            meters.countRefused(request);
            request.done().complete(new TurnReceipt(0, false, List.of(), null));
            return List.of();
        }
    }

    /// Isolates a message that fails whatever the database does: processes each conversation alone, in order.
    private void executeSeparately(List<TurnRequest> resolved) {
        Map<Long, List<TurnRequest>> conversations = new LinkedHashMap<>();
        resolved.forEach(request -> conversations
                .computeIfAbsent(request.conversation(), id -> new ArrayList<>())
                .add(request.withConfirmedChat()));
        conversations.values().forEach(own -> own.forEach(this::executeAlone));
    }

    private void executeAlone(TurnRequest request) {
        Throwable last = null;
        for (int attempt = 1; attempt <= MAX_MESSAGE_TRIES; attempt++) {
            try {
                Instant now = clock.instant();
                complete(List.of(request), meters.recordBatch(List.of(request), () -> process(List.of(request), now)));
                return;
            } catch (PinnedVersionService.NewerScriptVersionException e) {
                refuse(request, e.getMessage(), e);
                return;
            } catch (RuntimeException | Error e) {
                if (FaultClassifier.isMachineFault(e)) {
                    throw e;
                }
                last = e;
            }
        }
        LOG.error(
                "turns: a message became a dead letter after {} tries, see 'Failed messages' in the console: {}",
                MAX_MESSAGE_TRIES,
                FaultLog.describeCauses(last));
        TurnReceipt receipt;
        try {
            receipt = storeDeadLetter(request, last);
        } catch (SealedPlace.ValueTooLongException e) {
            // Its sender still has it. Those behind it do not wait for it.
            LOG.error("turns: a message was refused, because it is too long for a dead letter", e);
            refuse(request, "the message is too long to be kept", e);
            return;
        }
        meters.recordDeadLetter(request);
        completeAll(List.of(request), List.of(receipt));
    }

    /// Stores a dead letter. A ticket that cannot be opened must not prevent that, or the message would block all
    /// others behind it.
    private TurnReceipt storeDeadLetter(TurnRequest request, Throwable failure) {
        try {
            return deadLetters.storeDeadLetter(request, failure, true, clock.instant());
        } catch (RuntimeException | Error e) {
            if (FaultClassifier.isMachineFault(e)) {
                throw e;
            }
            LOG.error(
                    "turns: a message became a dead letter without a ticket, see 'Failed messages' in the console: {}",
                    FaultLog.describeCauses(e));
            return deadLetters.storeDeadLetter(request, failure, false, clock.instant());
        }
    }

    private void complete(List<TurnRequest> resolved, List<TurnReceipt> receipts) {
        meters.recordCommit(resolved, receipts);
        completeAll(resolved, receipts);
    }

    private void completeAll(List<TurnRequest> resolved, List<TurnReceipt> receipts) {
        for (int i = 0; i < resolved.size(); i++) {
            resolved.get(i).done().complete(receipts.get(i));
        }
    }

    /// Fails only requests without an outcome.
    void refuse(TurnRequest request, String reason, Throwable cause) {
        if (request.done().completeExceptionally(new MessageIntake.IntakeUnavailableException(reason, cause))) {
            meters.countUnavailable(request);
        }
    }
}
