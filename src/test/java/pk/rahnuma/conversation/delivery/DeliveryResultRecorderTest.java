package pk.rahnuma.conversation.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.cluster.TestClusterNodes;
import pk.rahnuma.messaging.DeliveryResult;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.MessagingFixture;
import pk.rahnuma.messaging.OutboxService;

class DeliveryResultRecorderTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T04:00:00Z");

    @AutoClose
    private final TestDatabase database = TestDatabase.onH2();

    private final OutboxService outbox = MessagingFixture.outbox(database, TestClusterNodes.singleNode(database));

    @Test
    void keepsABoundedNumberWhileTheyCannotBeRecordedAndRecordsThoseLater() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        AtomicInteger recorded = new AtomicInteger();
        DeliveryResultRecorder outcomes = new DeliveryResultRecorder(outbox, batch -> {
            stuck.countDown();
            awaitQuietly(goesOn);
            recorded.addAndGet(batch.size());
        });
        outcomes.addResult(outcome(0));
        stuck.await();
        for (int i = 1; i <= DeliveryResultRecorder.MAX_OUTCOMES + 1_000; i++) {
            outcomes.addResult(outcome(i));
        }
        goesOn.countDown();
        AwaitSupport.await().until(() -> recorded.get() >= DeliveryResultRecorder.MAX_OUTCOMES + 1);
        outcomes.shutDown();
        assertThat(recorded).hasValue(DeliveryResultRecorder.MAX_OUTCOMES + 1);
    }

    private static DeliveryResult outcome(int number) {
        return new DeliveryResult(1, number, Message.State.SENT, 1, null, "r", null, MONDAY);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
