package pk.rahnuma.monitoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/// Where meters are kept.
@Factory
final class MeterRegistryFactory {

    @Singleton
    @Bean(preDestroy = "close")
    @Requires(beans = MetricsConfiguration.class)
    PrometheusMeterRegistry prometheusRegistry() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    /// When nobody may read them, nothing is counted.
    @Singleton
    @Bean(preDestroy = "close", typed = MeterRegistry.class)
    @Requires(missingBeans = MetricsConfiguration.class)
    CompositeMeterRegistry disabledRegistry() {
        return new CompositeMeterRegistry();
    }
}
