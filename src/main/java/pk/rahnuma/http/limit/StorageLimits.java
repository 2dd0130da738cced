package pk.rahnuma.http.limit;

import jakarta.inject.Singleton;
import java.time.Duration;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.persistence.FreeSpaceMonitor;

/// Rejects writes while disk space is short: files first, messages last.
@Singleton
public final class StorageLimits {

    private static final Duration RETRY_DELAY = Duration.ofMinutes(1);

    private final FreeSpaceMonitor watch;

    StorageLimits(FreeSpaceMonitor watch) {
        this.watch = watch;
    }

    /// Checks space for files.
    ///
    /// @throws ApiException when files are not accepted now
    public void checkFiles() {
        check(FreeSpaceMonitor.FreeSpace.ENOUGH);
    }

    /// Checks space for messages.
    ///
    /// @throws ApiException when messages are not accepted now
    public void checkMessages() {
        check(FreeSpaceMonitor.FreeSpace.FOR_MESSAGES);
    }

    private void check(FreeSpaceMonitor.FreeSpace least) {
        if (watch.freeSpace().compareTo(least) < 0) {
            throw ApiException.retryLater(
                    ProblemDetail.Kind.STORAGE_FULL, "Keep it, and send the same again later.", RETRY_DELAY);
        }
    }
}
