package pk.rahnuma.monitoring;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/// Authenticates requests for health with the metrics token, so that [HealthViewEndpoint] shows them reasons and ages,
/// and all others a status alone. The token counts nowhere else, least of all in the console.
@Singleton
@Requires(beans = MetricsConfiguration.class)
final class MetricsAuthenticationFetcher implements AuthenticationFetcher<HttpRequest<?>> {

    private static final String HEALTH_PATH = "/" + HealthEndpoint.NAME;
    private static final Authentication METRICS_READER = Authentication.build("metrics");

    private final MetricsTokenVerifier tokenVerifier;

    MetricsAuthenticationFetcher(MetricsTokenVerifier tokenVerifier) {
        this.tokenVerifier = tokenVerifier;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        return request.getPath().startsWith(HEALTH_PATH) && tokenVerifier.isAuthorised(request)
                ? Mono.just(METRICS_READER)
                : Mono.empty();
    }
}
