package pk.rahnuma.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestDatabase;

class ClockFactoryTest {

    @Test
    void allBeansGetTheClockThatTicksInMicroseconds() {
        try (TestDatabase database = TestDatabase.onH2()) {
            Clock clock = database.getBean(Clock.class);
            assertThat(database.getBean(InstantSource.class)).isSameAs(clock);
            assertThat(clock.instant().getNano() % 1_000).isZero();
        }
    }
}
