package pk.rahnuma.ticket.work;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import pk.rahnuma.cluster.ClusterLease;
import pk.rahnuma.cluster.LeaseService;
import pk.rahnuma.ticket.agent.TicketViewerRepository;
import pk.rahnuma.ticket.record.StaffSubmissionService;
import pk.rahnuma.ticket.record.TicketChangeFeed;

/// Runs the ticket timers on one node, and polls for changes of other nodes on every node.
@Singleton
final class TicketWatchJob {

    private final TicketChangeFeed feed;
    private final TicketTimerService timers;
    private final TicketViewerRepository presence;
    private final StaffSubmissionService submissions;
    private final ClusterLease lease;
    private final Clock clock;

    TicketWatchJob(
            TicketChangeFeed feed,
            TicketTimerService timers,
            TicketViewerRepository presence,
            StaffSubmissionService submissions,
            LeaseService leases,
            Clock clock) {
        this.submissions = submissions;
        this.feed = feed;
        this.timers = timers;
        this.presence = presence;
        this.lease = leases.forName("support");
        this.clock = clock;
    }

    @Scheduled(initialDelay = "500ms", fixedDelay = "500ms")
    void pollTicketChanges() {
        feed.pollChanges(clock.instant());
    }

    @Scheduled(initialDelay = "10s", fixedDelay = "15s")
    void runTicketTimers() {
        if (lease.tryAcquire()) {
            timers.runTimers(clock.instant());
            presence.deleteExpired(clock.instant());
            submissions.deleteExpired(clock.instant());
        }
    }
}
