package pk.rahnuma.turn;

import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import pk.rahnuma.store.StorageWatch;

/// The intake as doors find it: takes nothing as long as a session could not go on with its version,
/// or the disk is nearly full.
@Singleton
@Primary
class Admission implements Intake {

    private final Runners runners;
    private final PinnedVersions versions;
    private final Meters meters;
    private final StorageWatch storage;

    Admission(Runners runners, PinnedVersions versions, Meters meters, StorageWatch storage) {
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
    public CompletableFuture<Receipt> offer(Incoming incoming) {
        return obstacle().map(obstacle -> refused(incoming, obstacle)).orElseGet(() -> runners.offer(incoming));
    }

    private Optional<String> fullDisk() {
        return storage.room() == StorageWatch.Room.FOR_NOTHING
                ? Optional.of(StorageWatch.inWords(StorageWatch.Room.FOR_NOTHING))
                : Optional.empty();
    }

    private CompletableFuture<Receipt> refused(Incoming incoming, String obstacle) {
        meters.unavailable(incoming.channel());
        return CompletableFuture.failedFuture(new Unavailable(obstacle, null));
    }
}
