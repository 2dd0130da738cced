package pk.rahnuma.messaging;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/// Health of the outbox: age of the oldest unsent message. Never "down", because a channel that refuses a message for a
/// day is not the server's fault.
@Singleton
final class OutboxHealthIndicator implements HealthIndicator {

    private final OutboxDepthMetrics outbox;
    private final Clock clock;

    OutboxHealthIndicator(OutboxDepthMetrics outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.fromFuture(() -> outbox.currentDepthAsync().thenApply(this::toResult));
    }

    private HealthResult toResult(Optional<MessageStatusRepository.OutboxDepth> current) {
        return current.map(depth -> HealthResult.builder("outbox", HealthStatus.UP)
                        .details(Map.of("messages", depth.messages(), "oldest", describeOldest(depth))))
                .orElseGet(() -> HealthResult.builder("outbox", HealthStatus.UNKNOWN))
                .build();
    }

    private String describeOldest(MessageStatusRepository.OutboxDepth depth) {
        return depth.oldest() == null
                ? "none"
                : Duration.between(depth.oldest(), clock.instant()).toSeconds() + " s";
    }
}
