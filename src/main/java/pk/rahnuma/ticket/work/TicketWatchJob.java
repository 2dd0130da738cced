package pk.rahnuma.ticket.work;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import pk.rahnuma.cluster.ClusterLease;
import pk.rahnuma.cluster.LeaseService;
import pk.rahnuma.persistence.task.PeriodicTaskRunner;
import pk.rahnuma.ticket.agent.TicketViewerRepository;
import pk.rahnuma.ticket.record.StaffSubmissionService;
import pk.rahnuma.ticket.record.TicketChangeFeed;

/// Runs the ticket timers on one node, and polls for changes of other nodes on every node.
@Singleton
final class TicketWatchJob implements ApplicationEventListener<ServerStartupEvent> {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);
    private static final Duration TIMER_INTERVAL = Duration.ofSeconds(15);
    private static final Duration INITIAL_DELAY = Duration.ofSeconds(10);

    private final TicketChangeFeed feed;
    /// Created with the first run, so that the start does not wait for it.
    private final BeanProvider<TicketTimerService> clockwork;

    private final TicketViewerRepository presence;
    private final StaffSubmissionService submissions;
    private final ClusterLease lease;
    private final PeriodicTaskRunner rounds;
    private final Clock clock;

    TicketWatchJob(
            TicketChangeFeed feed,
            BeanProvider<TicketTimerService> clockwork,
            TicketViewerRepository presence,
            StaffSubmissionService submissions,
            LeaseService leases,
            PeriodicTaskRunner rounds,
            Clock clock) {
        this.submissions = submissions;
        this.feed = feed;
        this.clockwork = clockwork;
        this.presence = presence;
        this.lease = leases.forName("support");
        this.rounds = rounds;
        this.clock = clock;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        rounds.scheduleEvery(
                POLL_INTERVAL,
                POLL_INTERVAL,
                "look for tickets that others changed",
                () -> feed.pollChanges(clock.instant()));
        rounds.scheduleEvery(INITIAL_DELAY, TIMER_INTERVAL, "run the ticket timers", this::round);
    }

    private void round() {
        if (lease.tryAcquire()) {
            clockwork.get().runTimers(clock.instant());
            presence.deleteExpired(clock.instant());
            submissions.deleteExpired(clock.instant());
        }
    }
}
