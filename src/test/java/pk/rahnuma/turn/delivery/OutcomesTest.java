package pk.rahnuma.turn.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import pk.rahnuma.Database;
import pk.rahnuma.Soon;
import pk.rahnuma.node.Nodes;
import pk.rahnuma.post.Message;
import pk.rahnuma.post.Messages;
import pk.rahnuma.post.Settled;

class OutcomesTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T04:00:00Z");

    @AutoClose
    private final Database database = Database.h2();

    private final Messages messages =
            new Messages(database.jdbi(), database.vault(), Nodes.alone(database), posted -> {});

    @Test
    void keepsABoundedNumberWhileTheyCannotBeRecordedAndRecordsThoseLater() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        AtomicInteger recorded = new AtomicInteger();
        Outcomes outcomes = new Outcomes(messages, batch -> {
            stuck.countDown();
            awaitQuietly(goesOn);
            recorded.addAndGet(batch.size());
        });
        outcomes.add(outcome(0));
        stuck.await();
        for (int i = 1; i <= Outcomes.MAX_OUTCOMES + 1_000; i++) {
            outcomes.add(outcome(i));
        }
        goesOn.countDown();
        Soon.awaitAtLength().until(() -> recorded.get() >= Outcomes.MAX_OUTCOMES + 1);
        outcomes.close();
        assertThat(recorded).hasValue(Outcomes.MAX_OUTCOMES + 1);
    }

    private static Settled outcome(int number) {
        return new Settled(1, number, Message.State.SENT, 1, null, "r", null, MONDAY);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
