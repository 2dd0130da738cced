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
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.messaging.DeliveryResult;
import pk.rahnuma.messaging.Message;

/// What a node has in hand, without anybody who sends it.
class SendQueuesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final long CONVERSATION = 7;
    private static final long CHAT = 70;

    private final TestDatabase database = TestDatabase.h2();
    private final SendQueues lines = new SendQueues(
            TestClusterNodes.alone(database),
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
            Reply.plain("hello"),
            null,
            Message.State.PENDING,
            0,
            null,
            null,
            null,
            NOW));

    @BeforeEach
    void begin() {
        assertThat(lines.begin(() -> {})).isTrue();
    }

    @AfterEach
    void close() {
        database.close();
    }

    /// Found first, it could be sent and recorded before it is posted, and then be sent again.
    @Test
    void what_is_announced_is_not_taken_from_the_database_but_when_it_is_posted() {
        lines.announce(said);
        assertThat(lines.takeUp(List.of(CONVERSATION), () -> said)).isEmpty();
        assertThat(lines.catchUp(true, limit -> said)).isEmpty();
        assertThat(lines.post(said)).containsExactly(CHAT);
    }

    @Test
    void what_was_withdrawn_is_taken_from_the_database_if_it_is_there_after_all() {
        lines.announce(said);
        lines.withdraw(said);
        assertThat(lines.takeUp(List.of(CONVERSATION), () -> said)).containsExactly(CHAT);
    }

    @Test
    void nothing_is_unsent_where_nothing_is_in_hand() {
        lines.catchUp(true, limit -> List.of());
        assertThat(lines.done(List.of(CONVERSATION))).containsExactly(CONVERSATION);
        lines.announce(said);
        assertThat(lines.done(List.of(CONVERSATION))).isEmpty();
        lines.post(said);
        assertThat(lines.done(List.of(CONVERSATION, CONVERSATION + 1))).containsExactly(CONVERSATION + 1);
        lines.recorded(List.of(new DeliveryResult(CONVERSATION, 1, Message.State.SENT, 1, null, "9", null, NOW)));
        assertThat(lines.done(List.of(CONVERSATION))).containsExactly(CONVERSATION);
    }

    /// A commit whose answer was lost may still be made.
    @Test
    void what_is_unsent_is_not_known_before_the_database_was_read_nor_after_a_commit_in_doubt() {
        assertThat(lines.done(List.of(CONVERSATION))).isEmpty();
        lines.catchUp(true, limit -> List.of());
        lines.announce(said);
        lines.withdraw(said);
        lines.catchUp(true, limit -> List.of());
        assertThat(lines.done(List.of(CONVERSATION))).isEmpty();
    }
}
