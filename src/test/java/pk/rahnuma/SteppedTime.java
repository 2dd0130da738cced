package pk.rahnuma;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/// The clock of a house whose test steps the time: `House.onH2().property(SteppedTime.BEGIN, "2026-11-25T06:00:00Z")`.
@Primary
@Singleton
@Requires(property = SteppedTime.BEGIN)
public class SteppedTime extends Clock {

    public static final String BEGIN = "rahnuma.test.time";

    private final AtomicReference<Instant> now;

    SteppedTime(@Property(name = BEGIN) String begin) {
        this.now = new AtomicReference<>(Instant.parse(begin));
    }

    public void step(Duration by) {
        now.updateAndGet(before -> before.plus(by));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
