package pk.rahnuma.ticket.work;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import pk.rahnuma.cluster.OncePerCluster;
import pk.rahnuma.ticket.TicketChangeFeed;

/// Runs the ticket timers on one node, and polls for changes of other nodes on every node.
@Singleton
final class TicketWatchJob {

    private final TicketChangeFeed feed;
    private final TicketTimerService timers;
    private final CaseViewerRepository viewers;
    private final Clock clock;

    TicketWatchJob(TicketChangeFeed feed, TicketTimerService timers, CaseViewerRepository viewers, Clock clock) {
        this.feed = feed;
        this.timers = timers;
        this.viewers = viewers;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "500ms", fixedDelay = "500ms")
    void pollTicketChanges() {
        feed.pollChanges(clock.instant());
    }

    @OncePerCluster("support")
    @Scheduled(initialDelay = "10s", fixedDelay = "15s")
    void runTicketTimers() {
        timers.runTimers(clock.instant());
        viewers.deleteExpired(clock.instant());
    }
}
