package pk.rahnuma.registration.overview;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import pk.rahnuma.persistence.task.PeriodicTaskRunner;

/// Deletes expired failures in the server. Several nodes may do it at once: deleting twice does no harm.
@Singleton
final class ReferenceFailureCleanupJob implements ApplicationEventListener<ServerStartupEvent> {

    private static final Duration RUN_INTERVAL = Duration.ofMinutes(10);
    private static final int BATCH_SIZE = 500;

    private final ReferenceFailureRepository guesses;
    private final Clock clock;
    private final PeriodicTaskRunner rounds;

    ReferenceFailureCleanupJob(ReferenceFailureRepository guesses, Clock clock, PeriodicTaskRunner rounds) {
        this.guesses = guesses;
        this.clock = clock;
        this.rounds = rounds;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        rounds.scheduleEvery(
                RUN_INTERVAL, RUN_INTERVAL, "delete expired look-up failures", () -> deleteExpired(clock.instant()));
    }

    /// Deletes in small transactions.
    void deleteExpired(Instant now) {
        while (guesses.deleteExpired(now, BATCH_SIZE) == BATCH_SIZE) {
            Thread.onSpinWait();
        }
    }
}
