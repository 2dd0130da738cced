package pk.rahnuma.telegram;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.reactivestreams.Publisher;

/// How long ago Telegram last answered a poll. Never "down": when Telegram is away the chat page still works, and
/// starting the desk again would not help.
@Singleton
@Requires(beans = Poller.class)
final class TelegramHealth implements HealthIndicator {

    private static final Duration USUAL = Bot.POLL.multipliedBy(3);

    private final Poller poller;

    TelegramHealth(Poller poller) {
        this.poller = poller;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(result());
    }

    private HealthResult result() {
        if (poller.isIdle()) {
            return HealthResult.builder("telegram", HealthStatus.UP)
                    .details(Map.of("lastPoll", "left to another node"))
                    .build();
        }
        Optional<Duration> age = poller.age();
        boolean usual = age.isPresent() && age.get().compareTo(USUAL) <= 0;
        String told = age.map(passed -> passed.toSeconds() + " s ago").orElse("never");
        return HealthResult.builder("telegram", usual ? HealthStatus.UP : HealthStatus.UNKNOWN)
                .details(Map.of("lastPoll", told))
                .build();
    }
}
