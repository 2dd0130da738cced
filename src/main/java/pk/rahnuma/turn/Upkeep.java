package pk.rahnuma.turn;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.post.Seen;

/// What has to be looked after from time to time, where a server runs: a command beside it leaves that to the server.
@Singleton
class Upkeep implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final int WOKEN = 200;
    private static final int PRUNED = 500;

    private final Delivery delivery;
    private final Fetching fetching;
    private final Runners runners;
    private final PinnedVersions versions;
    private final ConversationRows rows;
    private final Seen seen;
    private final TurnSettings settings;
    private final Clock clock;
    private final TaskScheduler scheduler;

    Upkeep(
            Delivery delivery,
            Fetching fetching,
            Runners runners,
            PinnedVersions versions,
            ConversationRows rows,
            Seen seen,
            TurnSettings settings,
            Clock clock,
            @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler) {
        this.delivery = delivery;
        this.fetching = fetching;
        this.runners = runners;
        this.versions = versions;
        this.rows = rows;
        this.seen = seen;
        this.settings = settings;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        delivery.open();
        scheduler.scheduleWithFixedDelay(Duration.ZERO, settings.getSweep(), this::sweep);
        scheduler.scheduleWithFixedDelay(Duration.ZERO, settings.getSweep(), this::fetch);
        scheduler.scheduleWithFixedDelay(Duration.ofSeconds(5), Duration.ofSeconds(20), this::wake);
        scheduler.scheduleWithFixedDelay(Duration.ofMinutes(1), Duration.ofMinutes(10), this::prune);
    }

    /// Sends what was left behind, and what a command beside this process posted.
    private void sweep() {
        quietly("look for what is left to send", delivery::sweep);
    }

    /// Begins to fetch files that turns have asked for. They wait as messages do.
    private void fetch() {
        if (versions.obstacle().isEmpty()) {
            quietly("look for files to fetch", fetching::sweep);
        }
    }

    /// Wakes conversations whose time has come. They wait as messages do.
    void wake() {
        if (versions.obstacle().isPresent()) {
            return;
        }
        quietly(
                "wake conversations",
                () -> rows.due(clock.instant(), WOKEN).forEach(due -> runners.wake(due.id(), due.wakeAt())));
    }

    /// Forgets old ids of updates, a few at a time.
    private void prune() {
        quietly("forget old updates", () -> {
            while (seen.prune(clock.instant().minus(settings.getRemembered()), PRUNED) == PRUNED) {
                Thread.onSpinWait();
            }
        });
    }

    private static void quietly(String what, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            // Whatever it is: a task that throws is never run again.
            LOG.warn("could not {}: {}", what, e.getClass().getName());
        }
    }
}
