package pk.rahnuma.messaging.direct;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import pk.rahnuma.persistence.SampledValue;

/// Gauges of the budget of SMS; docs/metrics.md describes them. They are registered with the start of the server, since
/// the database needs the registry.
@Singleton
@Requires(beans = SmsBudget.class)
final class SmsBudgetMetrics implements ApplicationEventListener<ServerStartupEvent> {

    private final MeterRegistry registry;
    private final SmsBudget budget;
    private final SampledValue<Long> sampledSent;

    SmsBudgetMetrics(MeterRegistry registry, SmsBudget budget) {
        this.registry = registry;
        this.budget = budget;
        this.sampledSent =
                new SampledValue<>("sms-sent", Duration.ofSeconds(5), Duration.ofSeconds(1), budget::countSent);
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        Gauge.builder(
                        "rahnuma.sms.sent",
                        () -> sampledSent.sampleNow().map(Long::doubleValue).orElse(Double.NaN))
                .register(registry);
        Gauge.builder("rahnuma.sms.budget", budget::dailyBudget).register(registry);
    }
}
