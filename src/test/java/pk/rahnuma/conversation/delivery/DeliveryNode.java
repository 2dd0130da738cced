package pk.rahnuma.conversation.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.cluster.ClusterNode;
import pk.rahnuma.cluster.TestClusterNodes;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.MessagingFixture;
import pk.rahnuma.messaging.OutboxEvent;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatRepository;

/// A node with its delivery, on the database of a test.
final class DeliveryNode {

    /// Stopwatch of a node that is one of several.
    final AtomicLong watch = new AtomicLong();

    final ClusterNode node;
    final ConversationMessageService messages;
    final ScriptedMessageSender sender;
    final DeliveryService delivery;
    private final Clock clock;

    DeliveryNode(
            TestDatabase database,
            boolean alone,
            Clock clock,
            ScriptedMessageSender sender,
            MeterRegistry registry,
            TimeMeter meter) {
        this.clock = clock;
        this.sender = sender;
        this.node = alone
                ? TestClusterNodes.singleNode(database)
                : TestClusterNodes.oneOfSeveral(database, clock, watch::get);
        this.messages = MessagingFixture.messages(database, node, this::publish);
        this.delivery = new DeliveryService(
                MessagingFixture.outbox(database, node),
                node,
                database.getBean(ChatRepository.class),
                clock,
                List.of(sender),
                new SendMetrics(registry, new TurnTracing(OpenTelemetry.noop()), clock),
                meter);
        delivery.startSending();
        delivery.dispatchPending();
    }

    private void publish(OutboxEvent event) {
        delivery.onApplicationEvent(event);
    }

    void postReplies(Chat chat, String... texts) {
        messages.postAnswersAbout(chat.conversation(), chat.conversation(), plain(texts), clock.instant());
    }

    void postNotices(Chat chat, String... texts) {
        messages.postNotices(chat.conversation(), plain(texts), clock.instant());
    }

    private static List<Reply> plain(String... texts) {
        return List.of(texts).stream().map(Reply::ofText).toList();
    }

    /// Asserts that exactly these messages are sent until no more may go.
    void assertSent(String... texts) throws InterruptedException {
        assertThat(sender.awaitTries(texts.length)).containsExactlyInAnyOrder(texts);
        delivery.dispatchPending();
        assertThat(sender.otherTries()).isEmpty();
    }

    /// Stops, so that all results are recorded.
    void stop() throws InterruptedException {
        delivery.stopSending();
        node.close();
    }
}
