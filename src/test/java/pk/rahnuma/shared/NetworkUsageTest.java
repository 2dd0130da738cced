package pk.rahnuma.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import pk.rahnuma.SteppableClock;

class NetworkUsageTest {

    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final SteppableClock clock = new SteppableClock("2026-11-30T08:00:00Z");
    private final NetworkUsage usage = new NetworkUsage(3_000, WINDOW, clock);

    @Test
    void aQuietNetworkMayUseAllThatIsLeft() {
        usage.addUse("192.0.2.1", 9);
        assertThat(usage.findRequiredRest("192.0.2.1", 1)).isZero();
        assertThat(usage.findRequiredRest("192.0.2.1", 2)).isEqualTo(1_036);
        assertThat(usage.findRequiredRest("192.0.2.2", 10)).isZero();
        assertThat(usage.findRequiredRest("192.0.2.2", 11)).isEqualTo(1_000);
    }

    @Test
    void fourTimesTheUseOfANetworkIsLeftToOthersBesideTheShareOfQuietOnes() {
        usage.addUse("192.0.2.1", 100);
        assertThat(usage.findRequiredRest("192.0.2.1", 1)).isEqualTo(1_400);
    }

    @Test
    void twiceTheUseOfASiteIsLeftToOthers() {
        for (int network = 0; network < 100; network++) {
            usage.addUse("20010db80001%04x".formatted(network), 1);
        }
        assertThat(usage.findRequiredRest("20010db800010001", 1)).isEqualTo(1_200);
        assertThat(usage.findRequiredRest("20010db80001ffff", 1)).isEqualTo(1_200);
        assertThat(usage.findRequiredRest("20010db800020001", 1)).isZero();
    }

    @Test
    void aUseCountsForTheWindowAfterIt() {
        usage.addUse("192.0.2.1", 100);
        clock.advanceBy(WINDOW.plus(WINDOW.dividedBy(2)));
        assertThat(usage.findRequiredRest("192.0.2.1", 1)).isEqualTo(1_200);
        clock.advanceBy(WINDOW.dividedBy(2));
        assertThat(usage.findRequiredRest("192.0.2.1", 1)).isZero();
    }

    @Test
    void manyNetworksDoNotCauseALoudOneToBeForgotten() {
        for (int i = 0; i < 50; i++) {
            usage.addUse("192.0.2.1", 1);
        }
        for (int network = 0; network < 4 * NetworkUsage.MAX_COUNTERS; network++) {
            usage.addUse("10." + (network >> 16) + "." + (network >> 8 & 255) + "." + (network & 255), 1);
        }
        assertThat(usage.countCounters()).isLessThanOrEqualTo(NetworkUsage.MAX_COUNTERS);
        assertThat(usage.findRequiredRest("192.0.2.1", 1)).isEqualTo(1_200);
    }
}
