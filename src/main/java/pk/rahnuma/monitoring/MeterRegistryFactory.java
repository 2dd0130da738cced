package pk.rahnuma.monitoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/// Creates the meter registry.
@Factory
final class MeterRegistryFactory {

    @Singleton
    @Bean(preDestroy = "close")
    @Requires(beans = MetricsConfiguration.class)
    PrometheusMeterRegistry prometheusRegistry() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    /// Registry without meters, for a desk without a metrics token.
    @Singleton
    @Bean(preDestroy = "close", typed = MeterRegistry.class)
    @Requires(missingBeans = MetricsConfiguration.class)
    CompositeMeterRegistry disabledRegistry() {
        return new CompositeMeterRegistry();
    }
}
