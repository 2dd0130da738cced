package pk.rahnuma.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class NetworkFileQueueTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final NetworkFileQueue turns = new NetworkFileQueue();

    @Test
    void aNetworkWaitsForItsFileBeforeAndOthersDoNot() {
        assertThat(turns.enter("a", LONG)).isTrue();
        assertThat(turns.enter("a", Duration.ZERO)).isFalse();
        assertThat(turns.enter("b", Duration.ZERO)).isTrue();
        CompletableFuture<Boolean> next = CompletableFuture.supplyAsync(() -> turns.enter("a", LONG));
        turns.leave("a");
        assertThat(next.join()).isTrue();
        turns.leave("a");
        assertThat(turns.enter("a", Duration.ZERO)).isTrue();
    }

    @Test
    void theNetworksOfASiteWaitForEachOther() {
        assertThat(turns.enter("20010db800010001", LONG)).isTrue();
        assertThat(turns.enter("20010db800010002", Duration.ZERO)).isFalse();
        assertThat(turns.enter("20010db800020001", Duration.ZERO)).isTrue();
    }
}
