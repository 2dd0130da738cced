package pk.rahnuma.conversation.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.cluster.ClusterNode;
import pk.rahnuma.cluster.TestClusterNodes;
import pk.rahnuma.conversation.metrics.TurnTracing;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.MessagingFixture;
import pk.rahnuma.messaging.chat.Channel;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.messaging.chat.ChatAddress;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Delivery by several nodes on one database. Time and stop-watches are stepped.
@OnEachDatabase(always = true)
class MultiNodeDeliveryTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final TestDatabase database;
    private final ChatRepository chats;
    private final Chat chat;
    private final Desk first;
    private final Desk second;
    private volatile Instant now = Instant.parse("2026-03-02T09:00:00Z");

    MultiNodeDeliveryTest(TestDatabase database) {
        this.database = database;
        database.sql().execute("delete from message");
        this.chats = database.getBean(ChatRepository.class);
        ChatAddress address = new ChatAddress(Channel.TELEGRAM, Long.toString(SubjectEncryptionService.newId()));
        this.chat = chats.findOrCreate(List.of(address), Map.of(), now).get(address);
        this.first = new Desk();
        this.second = new Desk();
    }

    @AfterEach
    void close() throws Exception {
        first.stop();
        second.stop();
    }

    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

    /// A node with its delivery.
    private final class Desk {
        private final AtomicLong watch = new AtomicLong();
        private final ClusterNode node = TestClusterNodes.oneOfSeveral(database, clock, watch::get);
        private final ConversationMessageService messages =
                MessagingFixture.messages(database, node, event -> this.delivery.onApplicationEvent(event));
        private final ScriptedMessageSender sender = new ScriptedMessageSender();
        private final DeliveryService delivery = new DeliveryService(
                MessagingFixture.outbox(database, node),
                node,
                chats,
                clock,
                List.of(sender),
                new SendMetrics(new SimpleMeterRegistry(), new TurnTracing(OpenTelemetry.noop()), clock));

        Desk() {
            delivery.startSending();
            delivery.dispatchPending();
        }

        void post(String... texts) {
            messages.postAnswersAbout(
                    chat.conversation(),
                    chat.conversation(),
                    List.of(texts).stream().map(Reply::ofText).toList(),
                    now);
        }

        Optional<String> recalls(Message message) {
            return MessagingFixture.corrections(database, messages, MessagingFixture.outbox(database, node))
                    .recallUnsent(message.conversation(), message.seq(), now)
                    .map(before -> before.body().text());
        }

        void stop() throws InterruptedException {
            delivery.stopSending();
            node.close();
        }
    }

    /// Long enough for a node to count as dead.
    private void passes(Duration time, Desk... desks) {
        now = now.plus(time);
        for (Desk desk : desks) {
            desk.watch.addAndGet(time.toNanos());
        }
    }

    private void untilNothingIsPending() {
        AwaitSupport.await()
                .until(() ->
                        MessagingFixture.pendingMessages(first.messages, chat).isEmpty());
    }

    private List<String> states() {
        return first.messages.readHistory(chat.conversation(), 0, 100).stream()
                .map(m -> m.body().text() + " " + m.state())
                .toList();
    }

    @Test
    void aNodeSendsAtOnceWhenNothingIsUnsent() throws Exception {
        first.post("a");
        assertThat(first.sender.awaitTries(1)).containsExactly("a");
        untilNothingIsPending();
        second.post("b");
        assertThat(second.sender.awaitTries(1)).containsExactly("b");
        untilNothingIsPending();
        first.post("c");
        assertThat(first.sender.awaitTries(1)).containsExactly("c");
        untilNothingIsPending();
        assertThat(states()).containsExactly("a SENT", "b SENT", "c SENT");
    }

    @Test
    void aMessageRecalledOnOneNodeIsNotSentByAnotherAndLaterOnesAre() throws Exception {
        Instant due = now.plusSeconds(11);
        Message held = first.messages
                .postDelayedAnswers(1, chat.conversation(), List.of(Reply.ofText("a")), due, now)
                .getFirst();
        first.post("b");
        first.delivery.dispatchPending();
        second.delivery.dispatchPending();
        assertThat(first.sender.otherTries()).isEmpty();
        assertThat(second.recalls(held)).contains("a");
        assertThat(second.recalls(held)).isEmpty();
        now = due;
        first.delivery.dispatchPending();
        second.delivery.dispatchPending();
        assertThat(first.sender.awaitTries(1)).containsExactly("b");
        untilNothingIsPending();
        assertThat(second.sender.otherTries()).isEmpty();
        assertThat(states()).containsExactly(" REFUSED", "b SENT");
    }

    @Test
    void aHeldAnswerIsSentInTimeWithoutItsNodeAndThenCannotBeRecalled() throws Exception {
        Instant due = now.plusSeconds(11);
        Message held = first.messages
                .postDelayedAnswers(1, chat.conversation(), List.of(Reply.ofText("a")), due, now)
                .getFirst();
        first.stop();
        passes(LONG, second);
        second.node.sendHeartbeat();
        second.delivery.dispatchPending();
        second.delivery.dispatchPending();
        assertThat(second.sender.awaitTries(1)).containsExactly("a");
        untilNothingIsPending();
        assertThat(second.recalls(held)).isEmpty();
        assertThat(states()).containsExactly("a SENT");
    }

    @Test
    void messagesBehindUnsentOnesAreSentInOrderByTheirNode() throws Exception {
        first.sender.answerWith(new MessageSender.SendResult.RetryAfter(Duration.ofSeconds(5), "slow down"));
        first.post("a");
        assertThat(first.sender.awaitTries(1)).containsExactly("a");
        second.post("b");
        first.post("c");
        second.post("d");
        second.delivery.dispatchPending();
        first.delivery.dispatchPending();
        first.post("e");
        assertThat(first.sender.otherTries()).isEmpty();
        now = now.plusSeconds(5);
        second.delivery.dispatchPending();
        first.delivery.dispatchPending();
        assertThat(first.sender.awaitTries(5)).containsExactly("a", "b", "c", "d", "e");
        untilNothingIsPending();
        assertThat(second.sender.otherTries()).isEmpty();
        assertThat(states()).containsExactly("a SENT", "b SENT", "c SENT", "d SENT", "e SENT");
    }

    @Test
    void messagesOfADeadNodeAreSentOnceInOrderBeforeNewOnes() throws Exception {
        first.sender.answerWith(new MessageSender.SendResult.RetryAfter(Duration.ofSeconds(2), "slow down"));
        first.post("a", "b");
        assertThat(first.sender.awaitTries(1)).containsExactly("a");
        second.node.sendHeartbeat();
        second.delivery.dispatchPending();
        // The first node keeps running without heartbeats, as one whose database is unavailable.
        passes(LONG, first, second);
        second.node.sendHeartbeat();
        second.post("c");
        first.delivery.dispatchPending();
        assertThat(first.sender.otherTries()).isEmpty();
        second.delivery.dispatchPending();
        second.post("d");
        assertThat(second.sender.awaitTries(4)).containsExactly("a", "b", "c", "d");
        untilNothingIsPending();
        first.node.sendHeartbeat();
        first.delivery.dispatchPending();
        first.delivery.dispatchPending();
        assertThat(first.sender.otherTries()).isEmpty();
        assertThat(second.sender.otherTries()).isEmpty();
        assertThat(states()).containsExactly("a SENT", "b SENT", "c SENT", "d SENT");
        first.post("e");
        assertThat(first.sender.awaitTries(1)).containsExactly("e");
    }

    @Test
    void messagesOfAStoppedNodeAreSentByAnotherAtItsNextRead() throws Exception {
        first.sender.answerWith(new MessageSender.SendResult.RetryAfter(Duration.ofSeconds(5), "slow down"));
        first.post("a", "b");
        assertThat(first.sender.awaitTries(1)).containsExactly("a");
        second.node.sendHeartbeat();
        second.delivery.dispatchPending();
        first.stop();
        second.node.sendHeartbeat();
        second.delivery.dispatchPending();
        now = now.plusSeconds(5);
        second.delivery.dispatchPending();
        assertThat(second.sender.awaitTries(2)).containsExactly("a", "b");
    }

    @Test
    void aNodeThatMayBeTakenForDeadSendsNothingUntilItBeatsAgain() throws Exception {
        first.post("a");
        assertThat(first.sender.awaitTries(1)).containsExactly("a");
        untilNothingIsPending();
        first.watch.addAndGet(Duration.ofSeconds(6).toNanos());
        first.post("b", "c");
        first.delivery.dispatchPending();
        assertThat(first.sender.otherTries()).isEmpty();
        first.node.sendHeartbeat();
        first.post("d");
        assertThat(first.sender.otherTries()).isEmpty();
        first.delivery.dispatchPending();
        assertThat(first.sender.awaitTries(3)).containsExactly("b", "c", "d");
    }

    @Test
    void messagesOfACommandAreSentByTheNodeOfTheChatOrAnyOther() throws Exception {
        ClusterNode none = TestClusterNodes.newNode(database, clock, false, System::nanoTime);
        ConversationMessageService command = MessagingFixture.messages(database, none, posted -> {
            throw new AssertionError("a command has nobody to tell");
        });
        command.postNotices(chat.conversation(), List.of(Reply.ofText("a")), now);
        second.delivery.dispatchPending();
        first.delivery.dispatchPending();
        assertThat(second.sender.awaitTries(1)).containsExactly("a");
        untilNothingIsPending();
        command.postNotices(chat.conversation(), List.of(Reply.ofText("b")), now);
        second.post("c");
        first.delivery.dispatchPending();
        second.delivery.dispatchPending();
        assertThat(second.sender.awaitTries(2)).containsExactly("b", "c");
        assertThat(first.sender.otherTries()).isEmpty();
    }

    /// A job may still run while its node stops.
    @Test
    void aNodeThatHasLeftTakesNothingOver() throws Exception {
        first.sender.answerWith(new MessageSender.SendResult.RetryAfter(Duration.ofSeconds(5), "slow down"));
        first.post("a");
        assertThat(first.sender.awaitTries(1)).containsExactly("a");
        first.stop();
        assertThat(MessagingFixture.outbox(database, first.node).takeOver(List.of(chat.conversation())))
                .isEmpty();
        second.node.sendHeartbeat();
        now = now.plusSeconds(5);
        second.delivery.dispatchPending();
        assertThat(second.sender.awaitTries(1)).containsExactly("a");
    }
}
