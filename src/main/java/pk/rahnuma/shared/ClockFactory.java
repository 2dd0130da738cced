package pk.rahnuma.shared;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/// Clock for channel adapters and jobs only: below them the time is an argument. A test can replace it.
@Factory
final class ClockFactory {

    /// A clock that ticks in microseconds, which is what the database stores: a time that was stored is equal to the
    /// same time read back. Primary, because Micronaut has an [java.time.InstantSource] that ticks in nanoseconds.
    @Primary
    @Singleton
    @Requires(missingBeans = Clock.class)
    Clock systemClock() {
        return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }
}
