package pk.rahnuma.telegram.update;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;

/// Gauge of the age of the last answered poll.
@Singleton
@Requires(beans = UpdatePoller.class)
final class PollAgeMetrics implements ApplicationEventListener<ServerStartupEvent> {

    private static final double MILLIS_PER_SECOND = 1000.0;

    private final MeterRegistry registry;
    private final UpdatePoller poller;

    PollAgeMetrics(MeterRegistry registry, UpdatePoller poller) {
        this.registry = registry;
        this.poller = poller;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        Gauge.builder("rahnuma.telegram.poll.age", () -> poller.silentFor().toMillis() / MILLIS_PER_SECOND)
                .baseUnit("seconds")
                .register(registry);
    }
}
