package pk.rahnuma.conversation.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.cluster.ClusterNode;
import pk.rahnuma.cluster.TestClusterNodes;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.MessagingFixture;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatAddress;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.shared.ClockTimeMeter;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Delivery by several nodes on one database. Time and stop-watches are stepped.
@OnEachDatabase(always = true)
class MultiNodeDeliveryTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final TestDatabase database;
    private final ChatRepository chats;
    private final Chat chat;
    private final DeliveryNode first;
    private final DeliveryNode second;
    private final SteppableClock clock = new SteppableClock("2026-03-02T09:00:00Z");

    MultiNodeDeliveryTest(TestDatabase database) {
        this.database = database;
        database.sql().execute("delete from message");
        this.chats = database.getBean(ChatRepository.class);
        ChatAddress address = new ChatAddress(Channel.TELEGRAM, Long.toString(SubjectEncryptionService.newId()));
        this.chat =
                chats.findOrCreate(List.of(address), Map.of(), clock.instant()).get(address);
        this.first = newNode();
        this.second = newNode();
    }

    @AfterEach
    void close() throws Exception {
        first.stop();
        second.stop();
    }

    private DeliveryNode newNode() {
        return new DeliveryNode(
                database,
                false,
                clock,
                new ScriptedMessageSender(),
                new SimpleMeterRegistry(),
                new ClockTimeMeter(clock));
    }

    private Optional<String> recalls(DeliveryNode desk, Message message) {
        return MessagingFixture.corrections(database, desk.messages, MessagingFixture.outbox(database, desk.node))
                .recallUnsent(message.conversation(), message.seq(), clock.instant())
                .map(before -> before.body().text());
    }

    /// Long enough for a node to count as dead.
    private void passes(Duration time, DeliveryNode... desks) {
        clock.advanceBy(time);
        for (DeliveryNode desk : desks) {
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
        first.postReplies(chat, "a");
        assertThat(first.sender.awaitTries(1)).containsExactly("a");
        untilNothingIsPending();
        second.postReplies(chat, "b");
        assertThat(second.sender.awaitTries(1)).containsExactly("b");
        untilNothingIsPending();
        first.postReplies(chat, "c");
        assertThat(first.sender.awaitTries(1)).containsExactly("c");
        untilNothingIsPending();
        assertThat(states()).containsExactly("a SENT", "b SENT", "c SENT");
    }

    @Test
    void aMessageRecalledOnOneNodeIsNotSentByAnotherAndLaterOnesAre() throws Exception {
        Instant due = clock.instant().plusSeconds(11);
        Message held = first.messages
                .postDelayedAnswers(1, chat.conversation(), List.of(Reply.ofText("a")), due, clock.instant())
                .getFirst();
        first.postReplies(chat, "b");
        first.delivery.dispatchPending();
        second.delivery.dispatchPending();
        assertThat(first.sender.otherTries()).isEmpty();
        assertThat(recalls(second, held)).contains("a");
        assertThat(recalls(second, held)).isEmpty();
        clock.advanceBy(Duration.ofSeconds(11));
        first.delivery.dispatchPending();
        second.delivery.dispatchPending();
        assertThat(first.sender.awaitTries(1)).containsExactly("b");
        untilNothingIsPending();
        assertThat(second.sender.otherTries()).isEmpty();
        assertThat(states()).containsExactly(" REFUSED", "b SENT");
    }

    @Test
    void aHeldAnswerIsSentInTimeWithoutItsNodeAndThenCannotBeRecalled() throws Exception {
        Instant due = clock.instant().plusSeconds(11);
        Message held = first.messages
                .postDelayedAnswers(1, chat.conversation(), List.of(Reply.ofText("a")), due, clock.instant())
                .getFirst();
        first.stop();
        passes(LONG, second);
        second.node.sendHeartbeat();
        second.delivery.dispatchPending();
        second.delivery.dispatchPending();
        assertThat(second.sender.awaitTries(1)).containsExactly("a");
        untilNothingIsPending();
        assertThat(recalls(second, held)).isEmpty();
        assertThat(states()).containsExactly("a SENT");
    }

    @Test
    void messagesBehindUnsentOnesAreSentInOrderByTheirNode() throws Exception {
        first.sender.answerWith(new MessageSender.SendResult.RetryAfter(Duration.ofSeconds(5), "slow down"));
        first.postReplies(chat, "a");
        assertThat(first.sender.awaitTries(1)).containsExactly("a");
        second.postReplies(chat, "b");
        first.postReplies(chat, "c");
        second.postReplies(chat, "d");
        second.delivery.dispatchPending();
        first.delivery.dispatchPending();
        first.postReplies(chat, "e");
        assertThat(first.sender.otherTries()).isEmpty();
        clock.advanceBy(Duration.ofSeconds(5));
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
        first.postReplies(chat, "a", "b");
        assertThat(first.sender.awaitTries(1)).containsExactly("a");
        second.node.sendHeartbeat();
        second.delivery.dispatchPending();
        // The first node keeps running without heartbeats, as one whose database is unavailable.
        passes(LONG, first, second);
        second.node.sendHeartbeat();
        second.postReplies(chat, "c");
        first.delivery.dispatchPending();
        assertThat(first.sender.otherTries()).isEmpty();
        second.delivery.dispatchPending();
        second.postReplies(chat, "d");
        assertThat(second.sender.awaitTries(4)).containsExactly("a", "b", "c", "d");
        untilNothingIsPending();
        first.node.sendHeartbeat();
        first.delivery.dispatchPending();
        first.delivery.dispatchPending();
        assertThat(first.sender.otherTries()).isEmpty();
        assertThat(second.sender.otherTries()).isEmpty();
        assertThat(states()).containsExactly("a SENT", "b SENT", "c SENT", "d SENT");
        first.postReplies(chat, "e");
        assertThat(first.sender.awaitTries(1)).containsExactly("e");
    }

    @Test
    void messagesOfAStoppedNodeAreSentByAnotherAtItsNextRead() throws Exception {
        first.sender.answerWith(new MessageSender.SendResult.RetryAfter(Duration.ofSeconds(5), "slow down"));
        first.postReplies(chat, "a", "b");
        assertThat(first.sender.awaitTries(1)).containsExactly("a");
        second.node.sendHeartbeat();
        second.delivery.dispatchPending();
        first.stop();
        second.node.sendHeartbeat();
        second.delivery.dispatchPending();
        clock.advanceBy(Duration.ofSeconds(5));
        second.delivery.dispatchPending();
        assertThat(second.sender.awaitTries(2)).containsExactly("a", "b");
    }

    @Test
    void aNodeThatMayBeTakenForDeadSendsNothingUntilItBeatsAgain() throws Exception {
        first.postReplies(chat, "a");
        assertThat(first.sender.awaitTries(1)).containsExactly("a");
        untilNothingIsPending();
        first.watch.addAndGet(Duration.ofSeconds(6).toNanos());
        first.postReplies(chat, "b", "c");
        first.delivery.dispatchPending();
        assertThat(first.sender.otherTries()).isEmpty();
        first.node.sendHeartbeat();
        first.postReplies(chat, "d");
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
        command.postNotices(chat.conversation(), List.of(Reply.ofText("a")), clock.instant());
        second.delivery.dispatchPending();
        first.delivery.dispatchPending();
        assertThat(second.sender.awaitTries(1)).containsExactly("a");
        untilNothingIsPending();
        command.postNotices(chat.conversation(), List.of(Reply.ofText("b")), clock.instant());
        second.postReplies(chat, "c");
        first.delivery.dispatchPending();
        second.delivery.dispatchPending();
        assertThat(second.sender.awaitTries(2)).containsExactly("b", "c");
        assertThat(first.sender.otherTries()).isEmpty();
    }

    /// A job may still run while its node stops.
    @Test
    void aNodeThatHasLeftTakesNothingOver() throws Exception {
        first.sender.answerWith(new MessageSender.SendResult.RetryAfter(Duration.ofSeconds(5), "slow down"));
        first.postReplies(chat, "a");
        assertThat(first.sender.awaitTries(1)).containsExactly("a");
        first.stop();
        assertThat(MessagingFixture.outbox(database, first.node).takeOver(List.of(chat.conversation())))
                .isEmpty();
        second.node.sendHeartbeat();
        clock.advanceBy(Duration.ofSeconds(5));
        second.delivery.dispatchPending();
        assertThat(second.sender.awaitTries(1)).containsExactly("a");
    }
}
