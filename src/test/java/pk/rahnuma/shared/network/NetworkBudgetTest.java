package pk.rahnuma.shared.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
