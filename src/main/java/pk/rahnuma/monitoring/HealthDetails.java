package pk.rahnuma.monitoring;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.security.Principal;

/// Shows the reasons and ages behind health to whoever may read metrics; to all others the endpoint tells a status
/// alone.
@ServerFilter({"/health", "/health/*"})
@Requires(beans = MetricsSettings.class)
final class HealthDetails {

    private static final Principal READER = () -> "metrics";

    private final Reader reader;

    HealthDetails(Reader reader) {
        this.reader = reader;
    }

    @RequestFilter
    void recognise(HttpRequest<?> request) {
        if (reader.asks(request)) {
            request.setAttribute(HttpAttributes.PRINCIPAL, READER);
        }
    }
}
