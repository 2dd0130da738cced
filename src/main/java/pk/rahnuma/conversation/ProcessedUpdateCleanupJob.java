package pk.rahnuma.conversation;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import pk.rahnuma.conversation.batch.TurnConfiguration;
import pk.rahnuma.messaging.conversation.ProcessedUpdateRepository;

/// Regular deletion of the ids of processed updates. Every node does it: deleting twice does no harm.
@Singleton
class ProcessedUpdateCleanupJob {

    private static final int PRUNE_BATCH_SIZE = 500;
    /// Batches of one run: ids of 5,000 messages a second.
    private static final int MAX_PRUNE_BATCHES = 6_000;

    private final ProcessedUpdateRepository processedUpdates;
    private final TurnConfiguration configuration;
    private final Clock clock;

    ProcessedUpdateCleanupJob(
            ProcessedUpdateRepository processedUpdates, TurnConfiguration configuration, Clock clock) {
        this.processedUpdates = processedUpdates;
        this.configuration = configuration;
        this.clock = clock;
    }

    /// Deletes old update ids in small batches.
    @Scheduled(initialDelay = "1m", fixedDelay = "10m")
    void deleteOldUpdateIds() {
        Instant before = clock.instant().minus(configuration.remembered());
        int batches = 0;
        while (batches < MAX_PRUNE_BATCHES
                && processedUpdates.deleteOlderThan(before, PRUNE_BATCH_SIZE) == PRUNE_BATCH_SIZE) {
            batches++;
        }
    }
}
