package pk.rahnuma.conversation;

import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import pk.rahnuma.conversation.batch.IncomingMessage;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.conversation.batch.PinnedVersionService;
import pk.rahnuma.conversation.batch.TurnMetrics;
import pk.rahnuma.conversation.batch.TurnReceipt;
import pk.rahnuma.persistence.FreeSpaceMonitor;

/// Intake that channel adapters use. Refuses messages while a session could not continue on its script version, or the
/// disk is nearly full.
@Singleton
@Primary
class GuardedMessageIntake implements MessageIntake {

    private final TurnWorkerPool workers;
    private final PinnedVersionService versions;
    private final TurnMetrics meters;
    private final FreeSpaceMonitor storage;

    GuardedMessageIntake(
            TurnWorkerPool workers, PinnedVersionService versions, TurnMetrics meters, FreeSpaceMonitor storage) {
        this.workers = workers;
        this.versions = versions;
        this.meters = meters;
        this.storage = storage;
    }

    @Override
    public Optional<String> findObstacle() {
        return versions.findObstacle().or(this::fullDisk);
    }

    @Override
    public List<CompletableFuture<TurnReceipt>> offerMessages(List<IncomingMessage> incoming) {
        return findObstacle()
                .map(obstacle -> incoming.stream()
                        .map(message -> refused(message, obstacle))
                        .toList())
                .orElseGet(() -> workers.offerMessages(incoming));
    }

    private Optional<String> fullDisk() {
        return storage.freeSpace() == FreeSpaceMonitor.FreeSpace.EXHAUSTED
                ? Optional.of(FreeSpaceMonitor.describe(FreeSpaceMonitor.FreeSpace.EXHAUSTED))
                : Optional.empty();
    }

    private CompletableFuture<TurnReceipt> refused(IncomingMessage incoming, String obstacle) {
        meters.countUnavailable(incoming.channel());
        return CompletableFuture.failedFuture(new IntakeUnavailableException(obstacle, null));
    }
}
