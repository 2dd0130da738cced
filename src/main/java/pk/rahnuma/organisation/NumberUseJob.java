package pk.rahnuma.organisation;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;

/// Tells owners of organisations that an application of another one names their number. Several nodes may run it at
/// once.
@Singleton
class NumberUseJob {

    private final RegistrationNumberService numbers;
    private final Clock clock;

    NumberUseJob(RegistrationNumberService numbers, Clock clock) {
        this.numbers = numbers;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "10s", fixedDelay = "10s")
    void announceNumberUses() {
        numbers.announceUses(clock.instant());
    }
}
