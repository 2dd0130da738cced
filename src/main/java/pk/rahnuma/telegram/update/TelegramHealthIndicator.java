package pk.rahnuma.telegram.update;

import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;
import pk.rahnuma.telegram.send.BotApiClient;
import reactor.core.publisher.Mono;

/// Health of polling: down when Telegram has not answered a poll for a minute. Not part of readiness, because the chat
/// page works without Telegram, and a restart would not help.
@Singleton
@Requires(beans = UpdatePoller.class)
public final class TelegramHealthIndicator implements HealthIndicator {

    /// Without updates Telegram answers when the poll's time is over; after a fault it answers at once.
    private static final Duration MAX_SILENCE = BotApiClient.POLL_TIMEOUT.plusSeconds(10);

    private final UpdatePoller poller;

    TelegramHealthIndicator(UpdatePoller poller) {
        this.poller = poller;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.just(checkPoller());
    }

    private HealthResult checkPoller() {
        if (poller.isIdle()) {
            return HealthResult.builder("telegram", HealthStatus.UP)
                    .details(Map.of("lastPoll", "left to another node"))
                    .build();
        }
        boolean well = poller.silentFor().compareTo(MAX_SILENCE) <= 0;
        Map<String, Object> details = new LinkedHashMap<>();
        if (!well) {
            details.put(
                    "reason",
                    poller.currentProblem()
                            .orElse("Telegram has not answered a poll for "
                                    + poller.silentFor().toSeconds() + " s"));
        }
        details.put(
                "lastPoll",
                poller.lastPollAge()
                        .map(passed -> passed.toSeconds() + " s ago")
                        .orElse("never"));
        return HealthResult.builder("telegram", well ? HealthStatus.UP : HealthStatus.DOWN)
                .details(details)
                .build();
    }
}
