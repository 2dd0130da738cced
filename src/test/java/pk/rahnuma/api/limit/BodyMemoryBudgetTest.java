package pk.rahnuma.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyMemoryBudgetTest {

    private final BodyMemoryBudget budget = BodyMemoryBudget.ofMaxBytes(1_000);

    /// Reserves one by one until a reservation is rejected.
    private int take(String network) {
        int count = 0;
        while (budget.reserveBytes(network, 1)) {
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
        assertThat(budget.reserveBytes("d", 60)).isTrue();
    }

    @Test
    void releasedMemoryCanBeReservedAgain() {
        assertThat(budget.reserveBytes("a", 400)).isTrue();
        assertThat(budget.isShort()).isFalse();
        assertThat(budget.reserveBytes("b", 300)).isTrue();
        assertThat(budget.isShort()).isTrue();
        assertThat(budget.reserveBytes("a", 1)).isFalse();
        budget.releaseBytes("b", 300);
        assertThat(budget.reserveBytes("a", 100)).isTrue();
        budget.releaseBytes("a", 100);
        budget.releaseBytes("a", 400);
        assertThat(take("a")).isEqualTo(500);
    }
}
