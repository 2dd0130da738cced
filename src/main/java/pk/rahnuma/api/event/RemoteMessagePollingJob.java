package pk.rahnuma.api.event;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.api.chat.ConversationChangeNotifier;
import pk.rahnuma.cluster.ClusterNode;
import pk.rahnuma.messaging.conversation.ConversationPositionService;
import pk.rahnuma.persistence.task.PeriodicTaskRunner;

/// Notifies listeners of messages that other nodes wrote: polls the last place of the listened conversations twice a
/// second. It does not query while there are no other nodes or no listeners.
@Singleton
final class RemoteMessagePollingJob implements ApplicationEventListener<ServerStartupEvent> {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private final ConversationChangeNotifier notifier;
    private final ClusterNode node;
    private final ConversationPositionService positions;
    private final PeriodicTaskRunner rounds;
    private final Clock clock;

    /// State of each conversation at its last notification.
    private final Map<Long, ConversationPositionService.ConversationPosition> notified = new HashMap<>();

    RemoteMessagePollingJob(
            ConversationChangeNotifier notifier,
            ClusterNode node,
            ConversationPositionService positions,
            PeriodicTaskRunner rounds,
            Clock clock) {
        this.notifier = notifier;
        this.node = node;
        this.positions = positions;
        this.rounds = rounds;
        this.clock = clock;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        rounds.scheduleEvery(POLL_INTERVAL, POLL_INTERVAL, "look for what other nodes have said", this::look);
    }

    private void look() {
        Set<Long> listened = node.otherNodes().isEmpty() ? Set.of() : notifier.listenedConversations();
        notified.keySet().retainAll(listened);
        if (listened.isEmpty()) {
            return;
        }
        // A new conversation is notified too: messages may have arrived since its listener first read.
        positions.findPositions(listened, clock.instant()).forEach((conversation, position) -> {
            if (!position.equals(notified.put(conversation, position))) {
                notifier.notifyListeners(conversation);
            }
        });
    }
}
