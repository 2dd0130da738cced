package pk.rahnuma.desk.live;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import pk.rahnuma.registration.decisions.SecondLookService;
import pk.rahnuma.store.Rounds;

/// Looks for decisions that wait for a second member of staff, on whichever node they were proposed, and tells the
/// pages that are open on this node.
@Singleton
final class SecondLookJob implements ApplicationEventListener<ServerStartupEvent> {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Changes changes;
    private final SecondLookService service;
    private final Rounds rounds;

    SecondLookJob(Changes changes, SecondLookService service, Rounds rounds) {
        this.changes = changes;
        this.service = service;
        this.rounds = rounds;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent started) {
        if (service.isUsed()) {
            rounds.every(PAUSE, PAUSE, "look for decisions that wait", () -> changes.tellWaiting(service::backlog));
        }
    }
}
