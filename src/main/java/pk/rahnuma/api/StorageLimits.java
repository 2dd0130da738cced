package pk.rahnuma.api;

import jakarta.inject.Singleton;
import java.time.Duration;
import pk.rahnuma.persistence.FreeSpaceMonitor;

/// Refuses what would be stored while there is little room: files first, messages last.
@Singleton
final class StorageLimits {

    private static final Duration RETRY_DELAY = Duration.ofMinutes(1);

    private final FreeSpaceMonitor watch;

    StorageLimits(FreeSpaceMonitor watch) {
        this.watch = watch;
    }

    /// @throws ApiException when files are not taken now
    void checkFiles() {
        check(FreeSpaceMonitor.FreeSpace.ENOUGH);
    }

    /// @throws ApiException when nothing is taken now
    void checkMessages() {
        check(FreeSpaceMonitor.FreeSpace.FOR_MESSAGES);
    }

    private void check(FreeSpaceMonitor.FreeSpace least) {
        if (watch.freeSpace().compareTo(least) < 0) {
            throw ApiException.retryLater(
                    ProblemDetail.Kind.STORAGE_FULL, "Keep it, and send the same again later.", RETRY_DELAY);
        }
    }
}
