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

/// Three views of health: all of it, for people (`/health`); whether to send visitors here (`/health/readiness`);
/// whether to start the process again (`/health/liveness`). Micronaut's own takes all that is not about life for
/// readiness; but a chat page is not to be closed because Telegram is away.
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
