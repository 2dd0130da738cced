package pk.rahnuma.api.conversation;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.cluster.ClusterNode;
import pk.rahnuma.desk.ConversationChangeNotifier;
import pk.rahnuma.messaging.conversation.ConversationPositionService;

/// Notifies listeners of messages that other nodes wrote: polls the last place of the listened conversations twice a
/// second. It does not query while there are no other nodes or no listeners.
@Singleton
final class RemoteMessagePollingJob {

    private final ConversationChangeNotifier notifier;
    private final ClusterNode node;
    private final ConversationPositionService positions;
    private final Clock clock;

    /// State of each conversation at its last notification.
    private final Map<Long, ConversationPositionService.ConversationPosition> notified = new HashMap<>();

    RemoteMessagePollingJob(
            ConversationChangeNotifier notifier, ClusterNode node, ConversationPositionService positions, Clock clock) {
        this.notifier = notifier;
        this.node = node;
        this.positions = positions;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "500ms", fixedDelay = "500ms")
    void notifyOfRemoteMessages() {
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
