package pk.rahnuma.api.event;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.api.chat.ConversationChangeNotifier;
import pk.rahnuma.cluster.ClusterNode;
import pk.rahnuma.messaging.conversation.ConversationPositionRepository;

/// Notifies listeners of messages that other nodes wrote: polls the last place of the listened conversations twice a
/// second. It does not query while there are no other nodes or no listeners.
@Singleton
final class RemoteMessagePollingJob {

    private final ConversationChangeNotifier notifier;
    private final ClusterNode node;
    private final ConversationPositionRepository places;
    private final Clock clock;

    /// State of each conversation at its last notification.
    private final Map<Long, SequenceState> notified = new HashMap<>();

    /// Last place of a conversation.
    ///
    /// @param held true when there were messages that may not be shown yet
    private record SequenceState(int seq, boolean held) {}

    RemoteMessagePollingJob(
            ConversationChangeNotifier notifier, ClusterNode node, ConversationPositionRepository places, Clock clock) {
        this.notifier = notifier;
        this.node = node;
        this.places = places;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "500ms", fixedDelay = "500ms")
    void notifyOfRemoteMessages() {
        Set<Long> listened = node.otherNodes().isEmpty() ? Set.of() : notifier.listenedConversations();
        notified.keySet().retainAll(listened);
        if (listened.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        // A new conversation is notified too: messages may have arrived since its listener first read.
        places.findPositions(listened).forEach((conversation, place) -> {
            boolean held = place.heldUntil() != null && place.heldUntil().isAfter(now);
            SequenceState as = new SequenceState(place.seq(), held);
            if (!as.equals(notified.put(conversation, as))) {
                notifier.notifyListeners(conversation);
            }
        });
    }
}
