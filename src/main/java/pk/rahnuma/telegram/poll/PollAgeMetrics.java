package pk.rahnuma.telegram.poll;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/// Gauge of the age of the last answered poll.
@Singleton
@Requires(beans = UpdatePoller.class)
final class PollAgeMetrics implements MeterBinder {

    private static final double MILLIS_PER_SECOND = 1000.0;

    private final UpdatePoller poller;

    PollAgeMetrics(UpdatePoller poller) {
        this.poller = poller;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("rahnuma.telegram.poll.age", () -> poller.silentFor().toMillis() / MILLIS_PER_SECOND)
                .baseUnit("seconds")
                .register(registry);
    }
}
