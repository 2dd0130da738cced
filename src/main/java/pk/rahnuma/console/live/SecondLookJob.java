package pk.rahnuma.console.live;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import pk.rahnuma.persistence.task.PeriodicTaskRunner;
import pk.rahnuma.registration.decision.PendingProposalService;

/// Polls for decisions that wait for a second member of staff, proposed on any node, and notifies the open pages on
/// this node.
@Singleton
final class SecondLookJob implements ApplicationEventListener<ServerStartupEvent> {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    private final OpenPageTicketListener changes;
    private final PendingProposalService service;
    private final PeriodicTaskRunner rounds;

    SecondLookJob(OpenPageTicketListener changes, PendingProposalService service, PeriodicTaskRunner rounds) {
        this.changes = changes;
        this.service = service;
        this.rounds = rounds;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent started) {
        if (service.isEnabled()) {
            rounds.scheduleEvery(
                    POLL_INTERVAL,
                    POLL_INTERVAL,
                    "look for decisions that wait",
                    () -> changes.publishBacklog(service::countBacklog));
        }
    }
}
