package pk.rahnuma.monitoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/// Replaces the registry of Micronaut where metrics are off.
@Factory
final class MeterRegistryFactory {

    /// Registry without meters, for a desk without a metrics token.
    @Singleton
    @Bean(preDestroy = "close", typed = MeterRegistry.class)
    @Requires(missingBeans = MetricsConfiguration.class)
    CompositeMeterRegistry disabledRegistry() {
        return new CompositeMeterRegistry();
    }
}
