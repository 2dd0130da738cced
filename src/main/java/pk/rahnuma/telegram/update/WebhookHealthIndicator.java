package pk.rahnuma.telegram.update;

import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/// Health of the webhook: up once Telegram has accepted it. Never "down", because Telegram keeps updates until then.
@Singleton
@Requires(beans = WebhookConfiguration.class)
final class WebhookHealthIndicator implements HealthIndicator {

    private final WebhookRegistrar webhook;

    WebhookHealthIndicator(WebhookRegistrar webhook) {
        this.webhook = webhook;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.just(
                HealthResult.builder("telegram", webhook.isRegistered() ? HealthStatus.UP : HealthStatus.UNKNOWN)
                        .details(Map.of("webhook", webhook.isRegistered() ? "set" : "not set yet"))
                        .build());
    }
}
