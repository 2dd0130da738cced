package pk.rahnuma.api;

import jakarta.inject.Singleton;
import java.time.Duration;
import pk.rahnuma.store.StorageWatch;

/// Refuses what would be stored while there is little room: files first, messages last.
@Singleton
final class StorageLimits {

    private static final Duration RETRY_DELAY = Duration.ofMinutes(1);

    private final StorageWatch watch;

    StorageLimits(StorageWatch watch) {
        this.watch = watch;
    }

    /// @throws Refusal when files are not taken now
    void checkFiles() {
        check(StorageWatch.Room.ENOUGH);
    }

    /// @throws Refusal when nothing is taken now
    void checkMessages() {
        check(StorageWatch.Room.FOR_MESSAGES);
    }

    private void check(StorageWatch.Room least) {
        if (watch.room().compareTo(least) < 0) {
            throw Refusal.later(Problem.Kind.STORAGE_FULL, "Keep it, and send the same again later.", RETRY_DELAY);
        }
    }
}
