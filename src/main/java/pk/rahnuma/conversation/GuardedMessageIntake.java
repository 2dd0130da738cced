package pk.rahnuma.conversation;

import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import pk.rahnuma.persistence.FreeSpaceMonitor;

/// The intake as doors find it: takes nothing as long as a session could not go on with its version,
/// or the disk is nearly full.
@Singleton
@Primary
class GuardedMessageIntake implements MessageIntake {

    private final TurnWorkerPool runners;
    private final PinnedVersionService versions;
    private final TurnMetrics meters;
    private final FreeSpaceMonitor storage;

    GuardedMessageIntake(
            TurnWorkerPool runners, PinnedVersionService versions, TurnMetrics meters, FreeSpaceMonitor storage) {
        this.runners = runners;
        this.versions = versions;
        this.meters = meters;
        this.storage = storage;
    }

    @Override
    public Optional<String> obstacle() {
        return versions.obstacle().or(this::fullDisk);
    }

    @Override
    public CompletableFuture<TurnReceipt> offer(IncomingMessage incoming) {
        return obstacle().map(obstacle -> refused(incoming, obstacle)).orElseGet(() -> runners.offer(incoming));
    }

    private Optional<String> fullDisk() {
        return storage.room() == FreeSpaceMonitor.FreeSpace.FOR_NOTHING
                ? Optional.of(FreeSpaceMonitor.inWords(FreeSpaceMonitor.FreeSpace.FOR_NOTHING))
                : Optional.empty();
    }

    private CompletableFuture<TurnReceipt> refused(IncomingMessage incoming, String obstacle) {
        meters.unavailable(incoming.channel());
        return CompletableFuture.failedFuture(new IntakeUnavailableException(obstacle, null));
    }
}
