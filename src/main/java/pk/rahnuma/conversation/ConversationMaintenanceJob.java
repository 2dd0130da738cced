package pk.rahnuma.conversation;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import pk.rahnuma.conversation.batch.PinnedVersionService;
import pk.rahnuma.conversation.batch.TurnConfiguration;
import pk.rahnuma.conversation.delivery.DeliveryService;
import pk.rahnuma.messaging.conversation.ConversationRepository;

/// Regular work of a server on conversations. Every node does all of it: a message belongs to the node that the row of
/// its conversation names, a file goes to the node that claims it first, a conversation that two nodes wake is woken
/// once because the turn recognises the second wake-up.
@Singleton
class ConversationMaintenanceJob implements ApplicationEventListener<ServerStartupEvent> {

    private static final int WAKE_BATCH_SIZE = 200;

    private final DeliveryService delivery;
    private final FileDownloadService downloads;
    private final DeferredCallService calls;
    private final TurnWorkerPool workers;
    private final PinnedVersionService versions;
    private final ConversationRepository conversations;
    private final Clock clock;

    ConversationMaintenanceJob(
            DeliveryService delivery,
            FileDownloadService downloads,
            DeferredCallService calls,
            TurnWorkerPool workers,
            PinnedVersionService versions,
            ConversationRepository conversations,
            Clock clock) {
        this.delivery = delivery;
        this.downloads = downloads;
        this.calls = calls;
        this.workers = workers;
        this.versions = versions;
        this.conversations = conversations;
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
}
