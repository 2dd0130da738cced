package pk.rahnuma.messaging.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A queue of one thread, whose first message waits until the gate opens.
class DirectMessageQueueTest {

    private final DirectMessageQueue queue = new DirectMessageQueue(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<String> sent = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        gate.countDown();
        queue.stop();
    }

    private void holdUp() throws InterruptedException {
        assertThat(queue.addMessage("first", () -> {
                    begun.countDown();
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isTrue();
        begun.await();
    }

    private boolean add(String network) {
        return queue.addMessage(network, () -> sent.add(network));
    }

    private int addAll(String network) {
        int count = 0;
        while (add(network)) {
            count++;
        }
        return count;
    }

    @Test
    void aNetworkHasOnlySomeOfThePlaces() throws InterruptedException {
        holdUp();
        assertThat(addAll("192.0.2.1")).isEqualTo(DirectMessageQueue.MAX_WAITING_PER_SITE);
        assertThat(queue.hasPlace("192.0.2.1")).isFalse();
        assertThat(queue.hasPlace("198.51.100.1")).isTrue();
    }

    @Test
    void theNetworksOfASiteShareThesePlaces() throws InterruptedException {
        holdUp();
        int added = 0;
        for (int network = 0; network < 100; network++) {
            added += addAll("20010db80001%04x".formatted(network));
        }
        assertThat(added).isEqualTo(DirectMessageQueue.MAX_WAITING_PER_SITE);
    }

    @Test
    void theMessagesOfOneNetworkDoNotDelayThoseOfAnother() throws InterruptedException {
        holdUp();
        addAll("192.0.2.1");
        assertThat(add("198.51.100.1")).isTrue();
        gate.countDown();
        await().until(() -> sent.size() == DirectMessageQueue.MAX_WAITING_PER_SITE + 1);
        assertThat(sent.indexOf("198.51.100.1")).isEqualTo(1);
    }

    @Test
    void allTogetherHaveSoManyPlaces() throws InterruptedException {
        holdUp();
        int added = 0;
        for (int network = 0; network < 100; network++) {
            added += addAll("192.0.2." + network);
        }
        assertThat(added).isEqualTo(DirectMessageQueue.MAX_WAITING);
        assertThat(add("198.51.100.1")).isFalse();
        gate.countDown();
        await().until(() -> sent.size() == DirectMessageQueue.MAX_WAITING);
        assertThat(queue.hasPlace("198.51.100.1")).isTrue();
    }
}
