package pk.rahnuma.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.shared.ClockTimeMeter;

class NetworkRateLimitTest {

    private static final int QUOTA = 100;

    private final SteppableClock clock = new SteppableClock("2026-11-30T08:00:00Z");
    private final NetworkRateLimit limit =
            new NetworkRateLimit(new LimitPolicy("test", QUOTA, Duration.ofMinutes(1)), new ClockTimeMeter(clock));

    private int takeAll(String network) {
        int count = 0;
        while (limit.take(network, 1, Optional::empty).isZero()) {
            count++;
        }
        return count;
    }

    @Test
    void theNetworksOfASiteTogetherHaveFourTimesTheQuotaOfOne() {
        int taken = 0;
        for (int network = 0; network < 0x10000; network++) {
            taken += takeAll("20010db80001%04x".formatted(network));
        }
        assertThat(taken).isEqualTo(NetworkRateLimit.SITE_NETWORKS * QUOTA);
        assertThat(limit.countNetworks()).as("networks in memory").isEqualTo(NetworkRateLimit.SITE_NETWORKS);
        assertThat(takeAll("20010db800020000")).isEqualTo(QUOTA);
    }

    @Test
    void aNetworkThatIsRefusedUsesNothingOfItsSiteUp() {
        for (int i = 0; i < 10 * QUOTA; i++) {
            limit.take("20010db800010000", 1, Optional::empty);
        }
        assertThat(takeAll("20010db800010001")).isEqualTo(QUOTA);
    }

    @Test
    void addressesOfIpv4HaveNoSite() {
        for (int i = 0; i < 10; i++) {
            assertThat(takeAll("192.0.2." + i)).isEqualTo(QUOTA);
        }
    }
}
