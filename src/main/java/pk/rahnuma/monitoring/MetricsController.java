package pk.rahnuma.monitoring;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/// Serves metrics in the text format of Prometheus (prometheus.io/docs/instrumenting/exposition_formats).
/// docs/metrics.md describes each.
@Controller("/metrics")
@Secured(SecurityRule.IS_ANONYMOUS)
@Requires(beans = MetricsConfiguration.class)
@ExecuteOn(TaskExecutors.BLOCKING)
final class MetricsController {

    private static final String PROMETHEUS_MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final MetricsTokenVerifier tokenVerifier;
    private final PrometheusMeterRegistry registry;

    MetricsController(MetricsTokenVerifier tokenVerifier, PrometheusMeterRegistry registry) {
        this.tokenVerifier = tokenVerifier;
        this.registry = registry;
    }

    /// Returns all metrics; 404 without the token.
    @Get
    @Produces(PROMETHEUS_MEDIA_TYPE)
    HttpResponse<String> scrapeMetrics(HttpRequest<?> request) {
        if (!tokenVerifier.isAuthorised(request)) {
            return HttpResponse.notFound();
        }
        return HttpResponse.ok(registry.scrape());
    }
}
