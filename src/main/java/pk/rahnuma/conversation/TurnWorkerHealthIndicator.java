package pk.rahnuma.conversation;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/// Liveness: down when the process should be restarted, because a worker has ended, or has been in one batch for so
/// long that it never returns. An unavailable database is no reason, because a new process would find it unavailable
/// too.
@Singleton
@Liveness
final class TurnWorkerHealthIndicator implements HealthIndicator {

    /// Several times the driver's wait for a silent database (its `socketTimeout`).
    static final Duration MAX_BATCH_DURATION = Duration.ofMinutes(5);

    private final TurnWorkerPool workers;
    private final Clock clock;

    TurnWorkerHealthIndicator(TurnWorkerPool workers, Clock clock) {
        this.workers = workers;
        this.clock = clock;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        boolean lost = workers.oldestBusySince()
                .filter(since -> Duration.between(since, clock.instant()).compareTo(MAX_BATCH_DURATION) > 0)
                .isPresent();
        return Mono.just(
                HealthResult.builder("runners", workers.areAllRunning() && !lost ? HealthStatus.UP : HealthStatus.DOWN)
                        .build());
    }
}
