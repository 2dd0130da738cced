package pk.rahnuma.monitoring;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.security.Principal;
import java.util.Optional;

/// Binds a principal for requests with the metrics token, so that [HealthViewEndpoint] shows them reasons and ages, and
/// all others a status alone.
@Singleton
@Requires(beans = MetricsConfiguration.class)
final class HealthPrincipalBinder implements TypedRequestArgumentBinder<Principal> {

    private static final Principal METRICS_PRINCIPAL = () -> "metrics";

    private final MetricsTokenVerifier reader;

    HealthPrincipalBinder(MetricsTokenVerifier reader) {
        this.reader = reader;
    }

    @Override
    public Argument<Principal> argumentType() {
        return Argument.of(Principal.class);
    }

    @Override
    public BindingResult<Principal> bind(ArgumentConversionContext<Principal> context, HttpRequest<?> source) {
        return reader.isAuthorised(source) ? () -> Optional.of(METRICS_PRINCIPAL) : BindingResult.empty();
    }
}
