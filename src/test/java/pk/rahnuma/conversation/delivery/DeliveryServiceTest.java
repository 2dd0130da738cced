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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.cluster.ClusterNode;
import pk.rahnuma.cluster.TestClusterNodes;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.MessagingFixture;
import pk.rahnuma.messaging.OutboxEvent;
import pk.rahnuma.messaging.OutboxService;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatAddress;
import pk.rahnuma.messaging.conversation.ChatRepository;

/// Messages sent, their times, and their recorded results. Time is stepped; the channel answers as scripted.
class DeliveryServiceTest {

    private static final ChatAddress AMNA = new ChatAddress(Channel.TELEGRAM, "7001");

    private final TestDatabase database = TestDatabase.onH2();
    private final ChatRepository chats = database.getBean(ChatRepository.class);
    private final ClusterNode node = TestClusterNodes.singleNode(database);
    private final ConversationMessageService messages =
            MessagingFixture.messages(database, node, event -> this.delivery.onApplicationEvent(event));
    private final OutboxService outbox = MessagingFixture.outbox(database, node);
    private final ScriptedMessageSender sender = new ScriptedMessageSender();
    private volatile Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private final Chat chat = chats.findOrCreate(List.of(AMNA), Map.of(), now).get(AMNA);
    private DeliveryService delivery = opened(List.of(sender));

    @AfterEach
    void close() throws Exception {
        delivery.stopSending();
        database.close();
    }

    @Test
    void postedMessagesAreSentInOrderAndRecorded() throws Exception {
        post("a", "b");
        post("c");
        assertThat(sender.awaitTries(3)).containsExactly("a", "b", "c");
        assertStates("a SENT 1 ref a", "b SENT 1 ref b", "c SENT 1 ref c");
    }

    @Test
    void aWaitingMessageIsNotOvertaken() throws Exception {
        sender.answerWith(new MessageSender.SendResult.RetryAfter(Duration.ofSeconds(5), "slow down"));
        post("a", "b");
        assertThat(sender.awaitTries(1)).containsExactly("a");
        post("c");
        delivery.dispatchPending();
        assertThat(sender.otherTries()).isEmpty();
        now = now.plusSeconds(5);
        delivery.dispatchPending();
        assertThat(sender.awaitTries(3)).containsExactly("a", "b", "c");
        assertStates("a SENT 2 ref a", "b SENT 1 ref b", "c SENT 1 ref c");
    }

    @Test
    void messagesHeldFromTheStartAreNotOvertaken() throws Exception {
        List<Message> said = List.of(said(1, "a", now.plusMillis(500)), said(2, "b", null));
        MessagingFixture.append(messages, said);
        delivery.onApplicationEvent(new OutboxEvent.Committed(said));
        now = now.plusMillis(499);
        delivery.dispatchPending();
        assertThat(sender.otherTries()).isEmpty();
        now = now.plusMillis(1);
        delivery.dispatchPending();
        assertThat(sender.awaitTries(2)).containsExactly("a", "b");
        assertStates("a SENT 1 ref a", "b SENT 1 ref b");
    }

    /// The HTTP server accepts messages a moment before delivery starts.
    @Test
    void messagesOfBeforeTheStartAreSentFirst() throws Exception {
        delivery.stopSending();
        delivery = new DeliveryService(outbox, node, chats, clock(), List.of(sender), meters());
        post("a");
        delivery.startSending();
        delivery.dispatchPending();
        post("b");
        assertThat(sender.awaitTries(2)).containsExactly("a", "b");
    }

    @Test
    void aRefusedMessageIsGivenUpAndTheNextIsSent() throws Exception {
        sender.answerWith(new MessageSender.SendResult.Refused("too long", false));
        post("a", "b");
        assertThat(sender.awaitTries(2)).containsExactly("a", "b");
        assertStates("a REFUSED 1 null", "b SENT 1 ref b");
        assertThat(chats.getById(chat.id()).blocked()).isFalse();
    }

    @Test
    void aChatThatBlocksIsMarkedAndNotWrittenToAnyMore() throws Exception {
        sender.answerWith(new MessageSender.SendResult.Refused("blocked", true));
        post("a", "b");
        assertThat(sender.awaitTries(1)).containsExactly("a");
        untilNothingIsPending();
        assertStates("a REFUSED 1 null", "b REFUSED 1 null");
        assertThat(sender.otherTries()).isEmpty();
        assertThat(chats.getById(chat.id()).blocked()).isTrue();
    }

    @Test
    void aPossiblyDeliveredMessageIsTriedFiveTimesBeforeTheNext() throws Exception {
        for (int i = 0; i < 5; i++) {
            sender.answerWith(new MessageSender.SendResult.Unknown("connection reset"));
        }
        post("a", "b");
        for (int attempt = 1; attempt < 5; attempt++) {
            assertThat(sender.awaitTries(1)).containsExactly("a");
            now = now.plusSeconds(attempt);
            delivery.dispatchPending();
        }
        assertThat(sender.awaitTries(2)).containsExactly("a", "b");
        assertStates("a UNKNOWN 5 null", "b SENT 1 ref b");
    }

    @Test
    void aSenderThatThrowsLosesNothing() throws Exception {
        sender.answerWith(null);
        post("a");
        assertThat(sender.awaitTries(1)).containsExactly("a");
        now = now.plusSeconds(1);
        delivery.dispatchPending();
        assertThat(sender.awaitTries(1)).containsExactly("a");
        assertStates("a SENT 2 ref a");
    }

    @Test
    void messagesOfAnEarlierProcessGoFirstEvenIfTheyMustWait() throws Exception {
        sender.answerWith(new MessageSender.SendResult.RetryAfter(Duration.ofSeconds(60), "slow down"));
        post("a");
        assertThat(sender.awaitTries(1)).containsExactly("a");
        delivery.stopSending();

        delivery = new DeliveryService(outbox, node, chats, clock(), List.of(sender), meters());
        delivery.startSending();
        post("b");
        delivery.dispatchPending();
        post("c");
        assertThat(sender.otherTries()).isEmpty();
        now = now.plusSeconds(60);
        delivery.dispatchPending();
        assertThat(sender.awaitTries(3)).containsExactly("a", "b", "c");
    }

    @Test
    void refusedMessagesAreSentOnceTheChannelIsOn() throws Exception {
        delivery.stopSending();
        delivery = opened(List.of());
        post("a", "b");
        untilNothingIsPending();
        assertStates("a REFUSED 1 null", "b REFUSED 1 null");

        now = now.plus(Duration.ofHours(23));
        delivery = opened(List.of(sender));
        assertThat(sender.awaitTries(2)).containsExactly("a", "b");
        assertStates("a SENT 2 ref a", "b SENT 2 ref b");
    }

    @Test
    void messagesOfAChannelThatWasOffForADayAreGivenUp() throws Exception {
        delivery.stopSending();
        delivery = opened(List.of());
        post("a");
        untilNothingIsPending();
        assertStates("a REFUSED 1 null");

        now = now.plus(Duration.ofHours(24));
        delivery = opened(List.of(sender));
        post("b");
        assertThat(sender.awaitTries(1)).containsExactly("b");
        assertStates("a REFUSED 1 null", "b SENT 1 ref b");
    }

    @Test
    void messagesSentDuringASweepAreNotSentAgain() throws Exception {
        post("a");
        assertThat(sender.awaitTries(1)).containsExactly("a");
        for (int i = 0; i < 50; i++) {
            post("b" + i);
            delivery.dispatchPending();
        }
        assertThat(sender.awaitTries(50)).doesNotHaveDuplicates();
        delivery.stopSending();
        assertThat(readStates()).hasSize(51);
        assertThat(sender.otherTries()).isEmpty();
    }

    private DeliveryService opened(List<MessageSender> senders) {
        DeliveryService fresh = new DeliveryService(outbox, node, chats, clock(), senders, meters());
        fresh.startSending();
        fresh.dispatchPending();
        return fresh;
    }

    private SendMetrics meters() {
        return new SendMetrics(new SimpleMeterRegistry(), new TurnTracing(OpenTelemetry.noop()), clock());
    }

    private void post(String... texts) {
        messages.postAnswersAbout(
                chat.conversation(),
                chat.conversation(),
                List.of(texts).stream().map(Reply::ofText).toList(),
                now);
    }

    private Message said(int seq, String text, Instant notBefore) {
        return MessagingFixture.unsentReply(chat.conversation(), seq, chat.id(), Reply.ofText(text), notBefore, now);
    }

    private void untilNothingIsPending() {
        AwaitSupport.await()
                .until(() -> MessagingFixture.pendingMessages(messages, chat).isEmpty());
    }

    /// Closes delivery, so that all results are recorded: of a slow database the last ones after it is closed.
    private void assertStates(String... expected) throws InterruptedException {
        delivery.stopSending();
        AwaitSupport.await().untilAsserted(() -> assertThat(readStates()).containsExactly(expected));
    }

    private List<String> readStates() {
        return messages.readHistory(chat.conversation(), 0, 100).stream()
                .map(m -> m.body().text() + " " + m.state() + " " + m.attempts() + " " + m.reference())
                .toList();
    }

    private Clock clock() {
        return ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    }
}
