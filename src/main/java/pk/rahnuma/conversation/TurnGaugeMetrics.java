package pk.rahnuma.conversation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import pk.rahnuma.conversation.batch.TurnMetrics;
import pk.rahnuma.messaging.OutboxDepthMetrics;
import pk.rahnuma.persistence.SampledValue;

/// Gauges that are read on demand; docs/metrics.md describes each. An unknown value is NaN. They are
/// registered with the start of the server, because their beans need the registry.
@Singleton
final class TurnGaugeMetrics implements ApplicationEventListener<ServerStartupEvent> {

    private static final double UNKNOWN_VALUE = Double.NaN;

    private final MeterRegistry registry;
    private final TurnWorkerPool workers;
    private final TurnMetrics meters;
    private final OutboxDepthMetrics outbox;
    private final Clock clock;
    private final SampledValue<Long> deadLetters;

    TurnGaugeMetrics(
            MeterRegistry registry,
            TurnWorkerPool workers,
            TurnMetrics meters,
            OutboxDepthMetrics outbox,
            DeadLetterRecorder deadLetters,
            Clock clock) {
        this.registry = registry;
        this.workers = workers;
        this.meters = meters;
        this.outbox = outbox;
        this.clock = clock;
        this.deadLetters =
                new SampledValue<>("dead-letters", Duration.ofSeconds(5), Duration.ofSeconds(1), deadLetters::countAll);
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        Gauge.builder("rahnuma.turn.queue", workers::queueSize).register(registry);
        registerAge(
                "rahnuma.turn.waiting.age", () -> age(workers.oldestBusySince()).orElse(0.0));
        registerAge(
                "rahnuma.turn.last.commit.age", () -> age(meters.lastCommitAt()).orElse(UNKNOWN_VALUE));
        Gauge.builder(
                        "rahnuma.dead.letters",
                        () -> deadLetters.sampleNow().map(Long::doubleValue).orElse(UNKNOWN_VALUE))
                .register(registry);
        Gauge.builder(
                        "rahnuma.outbox.messages",
                        () -> outbox.currentDepth()
                                .map(depth -> (double) depth.messages())
                                .orElse(UNKNOWN_VALUE))
                .register(registry);
        registerAge(
                "rahnuma.outbox.age",
                () -> outbox.currentDepth()
                        .map(depth -> age(Optional.ofNullable(depth.oldest())).orElse(0.0))
                        .orElse(UNKNOWN_VALUE));
    }

    private void registerAge(String name, Supplier<Number> value) {
        Gauge.builder(name, value).baseUnit("seconds").register(registry);
    }

    private Optional<Double> age(Optional<Instant> since) {
        return since.map(at -> Math.max(0, Duration.between(at, clock.instant()).toMillis()) / 1000.0);
    }
}
