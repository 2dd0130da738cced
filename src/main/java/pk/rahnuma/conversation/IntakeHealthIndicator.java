package pk.rahnuma.conversation;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;
import pk.rahnuma.conversation.batch.MessageIntake;
import reactor.core.publisher.Mono;

/// Readiness of the intake: down while a session could not continue on its script version, or the disk is nearly full.
@Singleton
@Readiness
class IntakeHealthIndicator implements HealthIndicator {

    private final MessageIntake intake;

    IntakeHealthIndicator(MessageIntake intake) {
        this.intake = intake;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.just(intake.findObstacle()
                .map(obstacle ->
                        HealthResult.builder("intake", HealthStatus.DOWN).details(Map.of("reason", obstacle)))
                .orElseGet(() -> HealthResult.builder("intake", HealthStatus.UP))
                .build());
    }
}
