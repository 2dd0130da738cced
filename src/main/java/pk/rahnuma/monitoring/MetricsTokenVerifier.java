package pk.rahnuma.monitoring;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// Checks the token for metrics and for the details of health.
@Singleton
@Requires(beans = MetricsConfiguration.class)
final class MetricsTokenVerifier {

    private static final String BEARER_PREFIX = "Bearer ";

    private final byte[] token;

    MetricsTokenVerifier(MetricsConfiguration settings) {
        this.token = settings.token().getBytes(StandardCharsets.UTF_8);
    }

    boolean isAuthorised(HttpRequest<?> request) {
        String shown = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        return shown != null
                && shown.startsWith(BEARER_PREFIX)
                && MessageDigest.isEqual(
                        shown.substring(BEARER_PREFIX.length()).getBytes(StandardCharsets.UTF_8), token);
    }
}
