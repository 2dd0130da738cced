package pk.rahnuma.monitoring;

import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.async.annotation.SingleResult;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.management.endpoint.annotation.Read;
import io.micronaut.management.endpoint.annotation.Selector;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.health.aggregator.HealthAggregator;
import io.micronaut.management.health.indicator.HealthCheckType;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import io.micronaut.management.health.indicator.annotation.Readiness;
import java.security.Principal;
import org.reactivestreams.Publisher;

/// Serves three views of health: all indicators, for people (`/health`); readiness for visitors (`/health/readiness`);
/// need of a restart (`/health/liveness`). Micronaut's own endpoint counts every indicator that is not about liveness
/// as readiness; but an outage of Telegram must not close the chat page.
@Endpoint(value = HealthEndpoint.NAME, defaultSensitive = HealthEndpoint.DEFAULT_SENSITIVE)
@Replaces(HealthEndpoint.class)
class HealthViewEndpoint extends HealthEndpoint {

    private final HealthAggregator<HealthResult> aggregator;
    private final HealthIndicator[] ready;

    HealthViewEndpoint(
            HealthAggregator<HealthResult> aggregator,
            HealthIndicator[] all,
            @Liveness HealthIndicator[] alive,
            BeanContext beans) {
        super(aggregator, all, alive);
        this.aggregator = aggregator;
        this.ready = beans.getBeansOfType(HealthIndicator.class, Qualifiers.byStereotype(Readiness.class))
                .toArray(HealthIndicator[]::new);
    }

    @Override
    @Read
    @SingleResult
    public Publisher<HealthResult> getHealth(@Nullable Principal principal, @Selector HealthCheckType selector) {
        return selector == HealthCheckType.READINESS
                ? aggregator.aggregate(ready, levelOfDetail(principal))
                : super.getHealth(principal, selector);
    }
}
