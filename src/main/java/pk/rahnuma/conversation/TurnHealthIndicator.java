package pk.rahnuma.conversation;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.reactivestreams.Publisher;
import pk.rahnuma.conversation.batch.TurnMetrics;
import reactor.core.publisher.Mono;

/// Readiness of turns: down while received messages are not processed, or the database accepts none. Details say how
/// long ago the last turn was committed, and how long the oldest message has waited.
@Singleton
@Readiness
final class TurnHealthIndicator implements HealthIndicator {

    /// A batch that the database does not accept is given up before; a longer one hangs.
    static final Duration MAX_BATCH_DURATION = Duration.ofSeconds(20);
    /// A fault is forgotten after this time: the database may have recovered, and the next message will show it.
    static final Duration FAULT_TTL = Duration.ofSeconds(60);

    private final TurnWorkerPool workers;
    private final TurnMetrics meters;
    private final Clock clock;

    TurnHealthIndicator(TurnWorkerPool workers, TurnMetrics meters, Clock clock) {
        this.workers = workers;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.just(result());
    }

    private HealthResult result() {
        Optional<Duration> waits = workers.oldestBusySince().map(this::age);
        Map<String, Object> details = new LinkedHashMap<>();
        Optional<String> reason = fault().or(() -> waits.filter(age -> age.compareTo(MAX_BATCH_DURATION) > 0)
                .map(age -> "the queue does not move: something waits for " + age.toSeconds() + " s"));
        reason.ifPresent(words -> details.put("reason", words));
        details.put(
                "lastCommit",
                meters.lastCommitAt().map(at -> age(at).toSeconds() + " s ago").orElse("none yet"));
        details.put("queue", workers.queueSize());
        waits.ifPresent(age -> details.put("waitsFor", age.toSeconds() + " s"));
        return HealthResult.builder("turns", reason.isPresent() ? HealthStatus.DOWN : HealthStatus.UP)
                .details(details)
                .build();
    }

    private Optional<String> fault() {
        return meters.lastFault()
                .filter(fault -> age(fault.at()).compareTo(FAULT_TTL) <= 0)
                .map(fault -> "turns are not committed: " + fault.trouble().description());
    }

    private Duration age(Instant since) {
        return Duration.between(since, clock.instant());
    }
}
