package pk.rahnuma.conversation;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import pk.rahnuma.conversation.batch.PinnedVersionService;
import pk.rahnuma.conversation.delivery.DeliveryService;
import pk.rahnuma.conversation.file.FileDownloadService;
import pk.rahnuma.conversation.intake.TurnConfiguration;
import pk.rahnuma.conversation.worker.TurnWorkerPool;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.messaging.conversation.ProcessedUpdateRepository;
import pk.rahnuma.persistence.task.PeriodicTaskRunner;

/// Schedules the regular work of a server; a command leaves it to the server. Every node does all of it: a pending
/// message or file goes to the node that claims it first, a conversation that two nodes wake is woken once because the
/// turn recognises the second wake-up, and deleting twice does no harm.
@Singleton
class ConversationMaintenanceJob implements ApplicationEventListener<ServerStartupEvent> {

    private static final int WAKE_BATCH_SIZE = 200;
    private static final int PRUNE_BATCH_SIZE = 500;

    private final DeliveryService delivery;
    private final FileDownloadService downloads;
    private final TurnWorkerPool workers;
    private final PinnedVersionService versions;
    private final ConversationRepository conversations;
    private final ProcessedUpdateRepository processedUpdates;
    private final TurnConfiguration settings;
    private final Clock clock;
    private final PeriodicTaskRunner tasks;

    ConversationMaintenanceJob(
            DeliveryService delivery,
            FileDownloadService downloads,
            TurnWorkerPool workers,
            PinnedVersionService versions,
            ConversationRepository conversations,
            ProcessedUpdateRepository processedUpdates,
            TurnConfiguration settings,
            Clock clock,
            PeriodicTaskRunner tasks) {
        this.delivery = delivery;
        this.downloads = downloads;
        this.workers = workers;
        this.versions = versions;
        this.conversations = conversations;
        this.processedUpdates = processedUpdates;
        this.settings = settings;
        this.clock = clock;
        this.tasks = tasks;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        delivery.startSending();
        Duration sweep = settings.getSweep();
        tasks.scheduleEvery(Duration.ZERO, sweep, "look for unsent messages", delivery::dispatchPending);
        tasks.scheduleEvery(Duration.ZERO, sweep, "look for pending downloads", this::fetch);
        tasks.scheduleEvery(Duration.ofSeconds(5), Duration.ofSeconds(20), "wake conversations", this::wakeDue);
        tasks.scheduleEvery(Duration.ofMinutes(1), Duration.ofMinutes(10), "delete old update ids", this::prune);
    }

    /// Starts downloads that turns have requested. They wait in the database, as messages do.
    private void fetch() {
        if (versions.findObstacle().isEmpty()) {
            downloads.startDueDownloads();
        }
    }

    /// Wakes conversations that are due. They wait in the database, as messages do.
    void wakeDue() {
        if (versions.findObstacle().isEmpty()) {
            conversations
                    .findDue(clock.instant(), WAKE_BATCH_SIZE)
                    .forEach(due -> workers.wakeConversation(due.id(), due.wakeAt()));
        }
    }

    /// Deletes old update ids in small batches.
    private void prune() {
        while (processedUpdates.deleteOlderThan(clock.instant().minus(settings.getRemembered()), PRUNE_BATCH_SIZE)
                == PRUNE_BATCH_SIZE) {
            Thread.onSpinWait();
        }
    }
}
