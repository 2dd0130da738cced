package pk.rahnuma.ticket.work;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import pk.rahnuma.cluster.ClusterLease;
import pk.rahnuma.cluster.LeaseService;
import pk.rahnuma.persistence.PeriodicTaskRunner;
import pk.rahnuma.ticket.agent.TicketViewerRepository;
import pk.rahnuma.ticket.record.StaffSubmissionRepository;
import pk.rahnuma.ticket.record.TicketChangeFeed;

/// Keeps the desk's clock where a server runs: one node does the rounds, and each hears of what others change.
@Singleton
final class TicketWatchJob implements ApplicationEventListener<ServerStartupEvent> {

    private static final Duration OFTEN = Duration.ofMillis(500);
    private static final Duration ROUND = Duration.ofSeconds(15);
    private static final Duration FIRST = Duration.ofSeconds(10);

    private final TicketChangeFeed feed;
    /// Made with the first round, so that the start does not wait for it.
    private final BeanProvider<TicketTimerService> clockwork;

    private final TicketViewerRepository presence;
    private final StaffSubmissionRepository submissions;
    private final ClusterLease lease;
    private final PeriodicTaskRunner rounds;
    private final Clock clock;

    TicketWatchJob(
            TicketChangeFeed feed,
            BeanProvider<TicketTimerService> clockwork,
            TicketViewerRepository presence,
            StaffSubmissionRepository submissions,
            LeaseService leases,
            PeriodicTaskRunner rounds,
            Clock clock) {
        this.submissions = submissions;
        this.feed = feed;
        this.clockwork = clockwork;
        this.presence = presence;
        this.lease = leases.of("support");
        this.rounds = rounds;
        this.clock = clock;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        rounds.every(OFTEN, OFTEN, "look for tickets that others changed", () -> feed.look(clock.instant()));
        rounds.every(FIRST, ROUND, "see to tickets whose time has come", this::round);
    }

    private void round() {
        if (lease.take()) {
            clockwork.get().run(clock.instant());
            presence.tidy(clock.instant());
            submissions.deleteExpired(clock.instant());
        }
    }
}
