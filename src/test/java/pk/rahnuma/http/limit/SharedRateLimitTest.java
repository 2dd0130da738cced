package pk.rahnuma.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.SteppableClock;

/// Attacks on a limit that all share, of 1,200 in ten minutes.
class SharedRateLimitTest {

    private static final int QUOTA = 1_200;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final String QUIET = "198.51.100.1";

    private final SteppableClock clock = new SteppableClock("2026-11-30T08:00:00Z");
    private final SharedRateLimit limit = new SharedRateLimit(QUOTA, WINDOW, clock);

    private boolean take(String network) {
        return limit.take(network, 1, Optional::empty).isZero();
    }

    /// Requests of a network until one is refused.
    private int takeAll(String network) {
        int count = 0;
        while (take(network)) {
            count++;
        }
        return count;
    }

    private static String hostile(int number) {
        return "192.0." + number / 256 + "." + number % 256;
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100})
    void hostileNetworksLeaveSomethingToAQuietOne(int count) {
        for (int network = 0; network < count; network++) {
            takeAll(hostile(network));
        }
        assertThat(take(hostile(0))).isFalse();
        assertThat(take(QUIET)).isTrue();
        assertThat(take(QUIET)).isTrue();
    }

    @Test
    void hostileNetworksThatContinueLeaveSomethingToAQuietOne() {
        for (int second = 0; second < 1_800; second++) {
            for (int network = 0; network < 100; network++) {
                takeAll(hostile(network));
            }
            clock.advanceBy(Duration.ofSeconds(1));
        }
        for (int network = 0; network < 100; network++) {
            takeAll(hostile(network));
        }
        assertThat(take(QUIET)).isTrue();
    }

    @Test
    void aNetworkOfManyPhonesGetsAsMuchAsEachHostileOne() {
        String carrier = "203.0.113.1";
        int[] taken = new int[11];
        for (int second = 0; second < 1_800; second++) {
            clock.advanceBy(Duration.ofSeconds(1));
            for (int network = 0; network < 10; network++) {
                taken[network] += takeAll(hostile(network));
            }
            taken[10] += take(carrier) ? 1 : 0;
        }
        assertThat(taken[10]).isGreaterThan(taken[0] / 2);
    }

    @Test
    void allNetworksOfOneSiteTakeAThird() {
        int taken = 0;
        for (int network = 0; network < 0x10000; network++) {
            taken += takeAll("20010db80001%04x".formatted(network));
        }
        assertThat(taken).isLessThanOrEqualTo(QUOTA / 3);
        assertThat(takeAll(QUIET)).isGreaterThan(50);
    }

    @Test
    void aCallerWhoIsSignedInPassesWhenTheirNetworkHasUsedItsPart() {
        for (int network = 0; network < 2_000; network++) {
            takeAll(hostile(network));
        }
        assertThat(take(QUIET)).as("far more networks than the limit is for").isFalse();
        assertThat(limit.take(hostile(0), 1, () -> Optional.of("person 1")).isZero())
                .isTrue();
    }

    @Test
    void onePersonWhoIsSignedInDoesNotUseUpTheReserveOfOthers() {
        for (int network = 0; network < 2_000; network++) {
            takeAll(hostile(network));
        }
        while (limit.take(hostile(0), 1, () -> Optional.of("person 1")).isZero()) {
            assertThat(clock.instant()).isNotNull();
        }
        assertThat(limit.take(hostile(0), 1, () -> Optional.of("person 2")).isZero())
                .isTrue();
    }

    @Test
    void aRefusalTellsWhenItIsWorthTryingAgain() {
        takeAll(QUIET);
        Duration pause = limit.take(QUIET, 1, Optional::empty);
        assertThat(pause).isPositive();
        clock.advanceBy(pause.plusMillis(1));
        assertThat(take(QUIET)).isTrue();
    }
}
