package pk.rahnuma.turn;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/// Not ready while a session could not go on with the version of its script.
@Singleton
@Readiness
class VersionsHealth implements HealthIndicator {

    private final PinnedVersions versions;

    VersionsHealth(PinnedVersions versions) {
        this.versions = versions;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(versions.obstacle()
                .map(obstacle ->
                        HealthResult.builder("scripts", HealthStatus.DOWN).details(Map.of("reason", obstacle)))
                .orElseGet(() -> HealthResult.builder("scripts", HealthStatus.UP))
                .build());
    }
}
