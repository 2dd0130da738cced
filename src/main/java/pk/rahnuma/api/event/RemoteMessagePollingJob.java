package pk.rahnuma.api.event;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.api.chat.ConversationChangeNotifier;
import pk.rahnuma.cluster.ClusterNode;
import pk.rahnuma.messaging.conversation.ConversationPositionRepository;
import pk.rahnuma.persistence.task.PeriodicTaskRunner;

/// Rings the bell for what was said on other nodes: looks twice a second how far the conversations have come that are
/// listened to. It asks nothing while there are no other nodes, or nobody listens.
@Singleton
final class RemoteMessagePollingJob implements ApplicationEventListener<ServerStartupEvent> {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private final ConversationChangeNotifier bell;
    private final ClusterNode node;
    private final ConversationPositionRepository places;
    private final PeriodicTaskRunner rounds;
    private final Clock clock;

    /// As they were when the bell last rang for them.
    private final Map<Long, SequenceState> rung = new HashMap<>();

    /// @param held whether there was something that might not be heard of yet
    private record SequenceState(int seq, boolean held) {}

    RemoteMessagePollingJob(
            ConversationChangeNotifier bell,
            ClusterNode node,
            ConversationPositionRepository places,
            PeriodicTaskRunner rounds,
            Clock clock) {
        this.bell = bell;
        this.node = node;
        this.places = places;
        this.rounds = rounds;
        this.clock = clock;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        rounds.scheduleEvery(POLL_INTERVAL, POLL_INTERVAL, "look for what other nodes have said", this::look);
    }

    private void look() {
        Set<Long> listened = node.otherNodes().isEmpty() ? Set.of() : bell.listenedConversations();
        rung.keySet().retainAll(listened);
        if (listened.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        // One that is new here rings too: something may have been said since its listener first read.
        places.findPositions(listened).forEach((conversation, place) -> {
            boolean held = place.heldUntil() != null && place.heldUntil().isAfter(now);
            SequenceState as = new SequenceState(place.seq(), held);
            if (!as.equals(rung.put(conversation, as))) {
                bell.notifyListeners(conversation);
            }
        });
    }
}
