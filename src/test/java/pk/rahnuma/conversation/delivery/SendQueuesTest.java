package pk.rahnuma.conversation.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.cluster.TestClusterNodes;
import pk.rahnuma.conversation.metrics.TurnTracing;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.DeliveryResult;
import pk.rahnuma.messaging.Message;

/// Queues of a node without a sender.
class SendQueuesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final long CONVERSATION = 7;
    private static final long CHAT = 70;

    private final TestDatabase database = TestDatabase.onH2();
    private final SendQueues lines = new SendQueues(
            TestClusterNodes.singleNode(database),
            () -> NOW,
            new DeliveryRateLimiters(
                    Map.of(),
                    new SendMetrics(
                            new SimpleMeterRegistry(), new TurnTracing(OpenTelemetry.noop()), Clock.systemUTC())),
            (pause, ready) -> {});
    private final List<Message> said = List.of(new Message(
            CONVERSATION,
            1,
            CHAT,
            Message.Direction.SAID,
            Reply.ofText("hello"),
            null,
            Message.State.PENDING,
            0,
            null,
            null,
            null,
            NOW));

    @BeforeEach
    void begin() {
        assertThat(lines.beginSending(() -> {})).isTrue();
    }

    @AfterEach
    void close() {
        database.close();
    }

    /// A message that was found first could be sent and recorded before it is queued, and then be sent again.
    @Test
    void whatIsAnnouncedIsNotTakenFromTheDatabaseButWhenItIsPosted() {
        lines.announceMessages(said);
        assertThat(lines.takeOver(List.of(CONVERSATION), () -> said)).isEmpty();
        assertThat(lines.catchUp(true, limit -> said)).isEmpty();
        assertThat(lines.enqueueCommitted(said)).containsExactly(CHAT);
    }

    @Test
    void whatWasWithdrawnIsTakenFromTheDatabaseIfItIsThereAfterAll() {
        lines.announceMessages(said);
        lines.withdrawMessages(said);
        assertThat(lines.takeOver(List.of(CONVERSATION), () -> said)).containsExactly(CHAT);
    }

    @Test
    void nothingIsUnsentWhereNothingIsInFlight() {
        lines.catchUp(true, limit -> List.of());
        assertThat(lines.findFullySent(List.of(CONVERSATION))).containsExactly(CONVERSATION);
        lines.announceMessages(said);
        assertThat(lines.findFullySent(List.of(CONVERSATION))).isEmpty();
        lines.enqueueCommitted(said);
        assertThat(lines.findFullySent(List.of(CONVERSATION, CONVERSATION + 1))).containsExactly(CONVERSATION + 1);
        lines.removeRecorded(List.of(new DeliveryResult(CONVERSATION, 1, Message.State.SENT, 1, null, "9", null, NOW)));
        assertThat(lines.findFullySent(List.of(CONVERSATION))).containsExactly(CONVERSATION);
    }

    /// A commit whose answer was lost may still happen.
    @Test
    void whatIsUnsentIsNotKnownBeforeTheDatabaseWasReadNorAfterACommitInDoubt() {
        assertThat(lines.findFullySent(List.of(CONVERSATION))).isEmpty();
        lines.catchUp(true, limit -> List.of());
        lines.announceMessages(said);
        lines.withdrawMessages(said);
        lines.catchUp(true, limit -> List.of());
        assertThat(lines.findFullySent(List.of(CONVERSATION))).isEmpty();
    }
}
