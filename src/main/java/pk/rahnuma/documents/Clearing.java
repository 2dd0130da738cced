package pk.rahnuma.documents;

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

/// Deletes documents that were sent and belong to no application, once no draft can need them any more.
@Singleton
final class Clearing implements ApplicationEventListener<ServerStartupEvent> {

    /// A draft lives 60 days from when it was last touched, and its first picture may be older.
    static final Duration KEPT = Duration.ofDays(180);

    /// A table that came over the API is read when it is said, which clients do at once.
    static final Duration TABLES = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Clearing.class);
    private static final int AT_ONCE = 50;

    private final Documents documents;
    private final Clock clock;
    private final TaskScheduler scheduler;

    Clearing(Documents documents, Clock clock, @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler) {
        this.documents = documents;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        scheduler.scheduleWithFixedDelay(Duration.ofMinutes(5), Duration.ofHours(1), this::clear);
    }

    private void clear() {
        try {
            while (documents.prune(clock.instant().minus(KEPT), clock.instant().minus(TABLES), AT_ONCE) == AT_ONCE) {
                Thread.onSpinWait();
            }
        } catch (RuntimeException e) {
            LOG.warn("could not clear old documents: {}", e.getClass().getName());
        }
    }
}
