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

/// Clock of a server whose test steps the time:
///
///     TestServer.onH2().withProperty(SteppableClock.BEGIN_PROPERTY, "2026-11-25T06:00:00Z")
@Primary
@Singleton
@Requires(property = SteppableClock.BEGIN_PROPERTY)
public class SteppableClock extends Clock {

    public static final String BEGIN_PROPERTY = "rahnuma.test.time";

    private final AtomicReference<Instant> now;

    public SteppableClock(@Property(name = BEGIN_PROPERTY) String begin) {
        this.now = new AtomicReference<>(Instant.parse(begin));
    }

    public void advanceBy(Duration by) {
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
