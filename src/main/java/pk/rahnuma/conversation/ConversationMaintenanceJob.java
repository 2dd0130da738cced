package pk.rahnuma.conversation;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import pk.rahnuma.conversation.batch.PinnedVersionService;
import pk.rahnuma.conversation.batch.TurnConfiguration;
import pk.rahnuma.conversation.delivery.DeliveryService;
import pk.rahnuma.conversation.worker.DeferredCallService;
import pk.rahnuma.conversation.worker.TurnWorkerPool;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.messaging.conversation.ProcessedUpdateRepository;

/// Regular work of a server on conversations. Every node does all of it: a message belongs to the node that the row of
/// its conversation names, a file goes to the node that claims it first, a conversation that two nodes wake is woken
/// once because the turn recognises the second wake-up, and deleting twice does no harm.
@Singleton
class ConversationMaintenanceJob implements ApplicationEventListener<ServerStartupEvent> {

    private static final int WAKE_BATCH_SIZE = 200;
    private static final int PRUNE_BATCH_SIZE = 500;
    /// Batches of one run: ids of 5,000 messages a second.
    private static final int MAX_PRUNE_BATCHES = 6_000;

    private final DeliveryService delivery;
    private final FileDownloadService downloads;
    private final DeferredCallService calls;
    private final TurnWorkerPool workers;
    private final PinnedVersionService versions;
    private final ConversationRepository conversations;
    private final ProcessedUpdateRepository processedUpdates;
    private final TurnConfiguration settings;
    private final Clock clock;

    ConversationMaintenanceJob(
            DeliveryService delivery,
            FileDownloadService downloads,
            DeferredCallService calls,
            TurnWorkerPool workers,
            PinnedVersionService versions,
            ConversationRepository conversations,
            ProcessedUpdateRepository processedUpdates,
            TurnConfiguration settings,
            Clock clock) {
        this.delivery = delivery;
        this.downloads = downloads;
        this.calls = calls;
        this.workers = workers;
        this.versions = versions;
        this.conversations = conversations;
        this.processedUpdates = processedUpdates;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        delivery.startSending();
    }

    @Scheduled(fixedDelay = TurnConfiguration.SWEEP)
    void sendPendingMessages() {
        delivery.dispatchPending();
    }

    /// Starts downloads that turns have requested. They wait in the database.
    @Scheduled(fixedDelay = TurnConfiguration.SWEEP)
    void startPendingDownloads() {
        if (versions.findObstacle().isEmpty()) {
            downloads.startDueDownloads();
        }
    }

    /// Starts calls that turns have deferred. They wait in the database.
    @Scheduled(fixedDelay = TurnConfiguration.SWEEP)
    void startDeferredCalls() {
        if (versions.findObstacle().isEmpty()) {
            calls.startDueCalls();
        }
    }

    /// Wakes conversations that are due. They wait in the database.
    @Scheduled(initialDelay = "5s", fixedDelay = "20s")
    void wakeConversations() {
        if (versions.findObstacle().isEmpty()) {
            conversations
                    .findDue(clock.instant(), WAKE_BATCH_SIZE)
                    .forEach(due -> workers.wakeConversation(due.id(), due.wakeAt()));
        }
    }

    /// Deletes old update ids in small batches.
    @Scheduled(initialDelay = "1m", fixedDelay = "10m")
    void deleteOldUpdateIds() {
        Instant before = clock.instant().minus(settings.remembered());
        int batches = 0;
        while (batches < MAX_PRUNE_BATCHES
                && processedUpdates.deleteOlderThan(before, PRUNE_BATCH_SIZE) == PRUNE_BATCH_SIZE) {
            batches++;
        }
    }
}
