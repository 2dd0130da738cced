package pk.rahnuma.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pk.rahnuma.AwaitSupport;

class NetworkBudgetTest {

    private final NetworkBudget budget = NetworkBudget.ofMaxBytes(1_000);

    /// Reserves one by one until a reservation is rejected.
    private int take(String network) {
        int count = 0;
        while (budget.reserve(network, 1)) {
            count++;
        }
        return count;
    }

    @Test
    void aNetworkHoldsAsMuchAsIsLeftToOthers() {
        assertThat(take("a")).isEqualTo(500);
        assertThat(take("b")).isEqualTo(250);
        assertThat(take("c")).isEqualTo(125);
        assertThat(take("a")).isZero();
        assertThat(budget.reserve("d", 60)).isTrue();
    }

    @Test
    void releasedMemoryCanBeReservedAgain() {
        assertThat(budget.reserve("a", 400)).isTrue();
        assertThat(budget.isShort()).isFalse();
        assertThat(budget.reserve("b", 300)).isTrue();
        assertThat(budget.isShort()).isTrue();
        assertThat(budget.reserve("a", 1)).isFalse();
        budget.release("b", 300);
        assertThat(budget.reserve("a", 100)).isTrue();
        budget.release("a", 100);
        budget.release("a", 400);
        assertThat(take("a")).isEqualTo(500);
    }

    @Test
    void theNetworksOfASiteShareOnePart() {
        int taken = 0;
        for (int network = 0; network < 0x10000; network++) {
            taken += take("20010db80001%04x".formatted(network));
        }
        assertThat(taken).isEqualTo(500);
        assertThat(take("20010db800020000")).isEqualTo(250);
    }

    @Test
    @Timeout(60)
    void aClientWaitsForReleasedPlacesBehindThoseBeforeIt() throws Exception {
        NetworkBudget places = NetworkBudget.ofMaxPlaces(4);
        assertThat(places.reserve("a", 2)).isTrue();
        List<String> served = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        for (String name : List.of("first", "second", "third")) {
            int before = places.countWaiting();
            clients.add(CompletableFuture.runAsync(() -> serve(places, name, served), Thread.ofVirtual()::start));
            AwaitSupport.await().until(() -> places.countWaiting() == before + 1);
        }
        assertThat(places.reserve("b", 1)).as("another network does not wait").isTrue();
        assertThat(places.reserve("a", 1, Duration.ofMillis(1)))
                .as("not in time")
                .isFalse();
        assertThat(served).isEmpty();
        places.release("a", 1);
        places.release("b", 1);
        clients.forEach(CompletableFuture::join);
        assertThat(served).containsExactly("first", "second", "third");
        assertThat(places.countWaiting()).isZero();
    }

    private static void serve(NetworkBudget places, String name, List<String> served) {
        try {
            assertThat(places.reserve("a", 1, Duration.ofMinutes(1))).isTrue();
            served.add(name);
            places.release("a", 1);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
