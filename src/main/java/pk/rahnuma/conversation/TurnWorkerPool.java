package pk.rahnuma.conversation;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import pk.rahnuma.conversation.batch.ChatResolver;
import pk.rahnuma.conversation.batch.IncomingMessage;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.conversation.batch.TurnBatchProcessor;
import pk.rahnuma.conversation.batch.TurnConfiguration;
import pk.rahnuma.conversation.batch.TurnMetrics;
import pk.rahnuma.conversation.batch.TurnReceipt;
import pk.rahnuma.conversation.batch.TurnRequest;
import pk.rahnuma.conversation.delivery.TurnTracing;

/// Intake that passes each message to the worker of its chat.
@Singleton
public class TurnWorkerPool implements MessageIntake {

    private final List<TurnWorker> workers = new ArrayList<>();
    private final TurnMetrics meters;
    private final TurnTracing traces;
    private final Clock clock;

    TurnWorkerPool(
            TurnConfiguration settings,
            ChatResolver chats,
            TurnBatchProcessor processor,
            DeadLetterRecorder deadLetters,
            TurnMetrics meters,
            TurnTracing traces,
            Clock clock) {
        this.meters = meters;
        this.traces = traces;
        this.clock = clock;
        for (int i = 0; i < settings.runners(); i++) {
            TurnExecutor executor = new TurnExecutor(chats, processor, deadLetters, meters, clock);
            workers.add(new TurnWorker("turn-" + i, settings, executor, clock));
        }
    }

    @Override
    public List<CompletableFuture<TurnReceipt>> offerMessages(List<IncomingMessage> incoming) {
        return offer(
                incoming.stream()
                        .map(message -> TurnRequest.fromMessage(
                                message, traces.startTurnSpan(message.channel(), message.received())))
                        .toList(),
                incoming.getFirst().address().hashCode());
    }

    /// Wakes a conversation that is due.
    public CompletableFuture<TurnReceipt> wakeConversation(long conversation, Instant due) {
        return offer(List.of(TurnRequest.ofWakeUp(conversation, due, clock.instant())), Long.hashCode(conversation))
                .getFirst();
    }

    private List<CompletableFuture<TurnReceipt>> offer(List<TurnRequest> requests, int hash) {
        if (!workers.get(Math.floorMod(hash, workers.size())).offerRequests(requests)) {
            requests.forEach(request -> {
                meters.countUnavailable(request);
                request.done().completeExceptionally(new IntakeUnavailableException("too many messages wait", null));
            });
        }
        return requests.stream().map(TurnRequest::done).toList();
    }

    /// Messages that no worker has taken yet.
    int queueSize() {
        return workers.stream().mapToInt(TurnWorker::queueSize).sum();
    }

    /// Time since which the busiest worker has unfinished work; empty when all are idle.
    Optional<Instant> oldestBusySince() {
        return workers.stream()
                .map(TurnWorker::busySince)
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
    }

    /// True when every worker accepts messages.
    boolean areAllRunning() {
        return workers.stream().allMatch(TurnWorker::isRunning);
    }

    @PreDestroy
    void shutDown() {
        workers.forEach(TurnWorker::shutDown);
    }
}
