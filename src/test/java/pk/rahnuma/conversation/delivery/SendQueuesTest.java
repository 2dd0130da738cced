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
import pk.rahnuma.cluster.ClusterNode;
import pk.rahnuma.cluster.TestClusterNodes;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.MessagingFixture;

/// Queues of a node without a sender.
class SendQueuesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final long CONVERSATION = 7;
    private static final long CHAT = 70;

    private final TestDatabase database = TestDatabase.onH2();
    private final ClusterNode node = TestClusterNodes.singleNode(database);
    private final SendQueues lines = new SendQueues(
            node,
            () -> NOW,
            new DeliveryRateLimiters(
                    Map.of(),
                    new SendMetrics(
                            new SimpleMeterRegistry(), new TurnTracing(OpenTelemetry.noop()), Clock.systemUTC())),
            (pause, ready) -> {});
    private final List<Message> said =
            List.of(MessagingFixture.unsentReply(CONVERSATION, 1, CHAT, Reply.ofText("hello"), null, NOW));

    @BeforeEach
    void begin() {
        assertThat(lines.clearQueues()).isTrue();
        lines.beginSending(node.nodeId());
    }

    @AfterEach
    void close() {
        database.close();
    }

    /// A message that was found first could be sent and recorded before it is queued, and then be sent again.
    @Test
    void announcedMessagesAreQueuedByTheCommitNotByARead() {
        lines.announceMessages(said);
        lines.beginTakeover(List.of(CONVERSATION));
        assertThat(lines.completeRead(said)).isEmpty();
        int limit = lines.beginCatchUp(true, 10);
        assertThat(lines.completeRead(said)).isEmpty();
        lines.completeCatchUp(1, limit);
        assertThat(lines.enqueueCommitted(said)).containsExactly(CHAT);
    }

    @Test
    void aWithdrawnAnnouncementIsReadFromTheDatabaseIfCommitted() {
        lines.completeCatchUp(0, lines.beginCatchUp(true, 10));
        lines.completeRead(List.of());
        lines.announceMessages(said);
        lines.withdrawMessages(said);
        assertThat(lines.beginCatchUp(false, 10)).isPositive();
        assertThat(lines.completeRead(said)).containsExactly(CHAT);
    }

    /// A message committed during the read may come after one that is being read.
    @Test
    void messagesCommittedDuringAReadAreLeftForTheNext() {
        int limit = lines.beginCatchUp(true, 10);
        assertThat(lines.enqueueCommitted(said)).isEmpty();
        lines.completeRead(List.of());
        lines.completeCatchUp(0, limit);
        assertThat(lines.beginCatchUp(false, 10)).isPositive();
        assertThat(lines.completeRead(said)).containsExactly(CHAT);
    }

    @Test
    void aReadThatFailedIsRepeatedBeforeOthersAreSent() {
        lines.completeCatchUp(0, lines.beginCatchUp(true, 10));
        lines.completeRead(List.of());
        lines.beginTakeover(List.of(CONVERSATION));
        lines.abortRead();
        assertThat(lines.enqueueCommitted(said)).isEmpty();
        assertThat(lines.beginCatchUp(false, 10)).isPositive();
    }

    @Test
    void aReadThatFoundAsManyAsItMayIsFollowedByAnother() {
        int limit = lines.beginCatchUp(true, 1);
        lines.completeRead(said);
        lines.completeCatchUp(limit, limit);
        assertThat(lines.beginCatchUp(false, 1)).isPositive();
    }
}
