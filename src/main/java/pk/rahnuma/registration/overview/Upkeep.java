package pk.rahnuma.registration.overview;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets what does not count any more, where a server runs.
@Singleton
final class Upkeep implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration OFTEN = Duration.ofMinutes(10);
    private static final int AT_ONCE = 500;

    private final Guesses guesses;
    private final Clock clock;
    private final TaskScheduler scheduler;

    Upkeep(Guesses guesses, Clock clock, @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler) {
        this.guesses = guesses;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        scheduler.scheduleWithFixedDelay(OFTEN, OFTEN, this::often);
    }

    private void often() {
        try {
            run(clock.instant());
        } catch (RuntimeException | Error e) {
            // Whatever it is: a task that throws is never run again.
            LOG.warn("could not forget old failures: {}", e.getClass().getName());
        }
    }

    /// A few at a time, in small transactions.
    void run(Instant now) {
        while (guesses.prune(now, AT_ONCE) == AT_ONCE) {
            Thread.onSpinWait();
        }
    }
}
