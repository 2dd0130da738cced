package pk.rahnuma.conversation.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.cluster.ClusterNode;
import pk.rahnuma.cluster.TestClusterNodes;
import pk.rahnuma.conversation.metrics.TurnTracing;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.MessagingFixture;
import pk.rahnuma.messaging.OutboxEvent;
import pk.rahnuma.messaging.chat.Channel;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.messaging.chat.ChatAddress;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.shared.ClockTimeMeter;

/// Speed of messages, and their order when not all may go. Time is stepped, unless a test says otherwise.
class DeliveryRateLimitsTest {

    private static final ChannelRateLimits TELEGRAM = new ChannelRateLimits(1, 5, 20, 30);
    private static final ChannelRateLimits ONLY_BULK = new ChannelRateLimits(0, 1, 0, 4);
    private static final int MANY = 50;

    private final TestDatabase database = TestDatabase.onH2();
    private final ChatRepository chats = database.getBean(ChatRepository.class);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Desk> desks = new ArrayList<>();
    private volatile Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

    @AfterEach
    void close() throws Exception {
        for (Desk desk : desks) {
            desk.delivery.stopSending();
            desk.node.close();
        }
        database.close();
    }

    /// A node with its delivery.
    private final class Desk {
        private final AtomicLong watch = new AtomicLong();
        private final ClusterNode node;
        private final ConversationMessageService messages;
        private final ScriptedMessageSender sender;
        private final DeliveryService delivery;

        Desk(ChannelRateLimits pace, boolean alone, Clock clock, TimeMeter meter) {
            node = alone
                    ? TestClusterNodes.singleNode(database)
                    : TestClusterNodes.oneOfSeveral(database, clock, watch::get);
            messages = MessagingFixture.messages(database, node, this::publish);
            sender = new ScriptedMessageSender(pace);
            delivery = new DeliveryService(
                    MessagingFixture.outbox(database, node),
                    node,
                    chats,
                    clock,
                    List.of(sender),
                    new SendMetrics(registry, new TurnTracing(OpenTelemetry.noop()), clock),
                    meter);
            delivery.startSending();
            delivery.dispatchPending();
            desks.add(this);
        }

        private void publish(OutboxEvent event) {
            delivery.onApplicationEvent(event);
        }

        void postReplies(Chat chat, String... texts) {
            messages.postAnswersAbout(chat.conversation(), chat.conversation(), plain(texts), now);
        }

        void postNotices(Chat chat, String... texts) {
            messages.postNotices(chat.conversation(), plain(texts), now);
        }

        private List<Reply> plain(String... texts) {
            return List.of(texts).stream().map(Reply::ofText).toList();
        }

        /// Asserts that exactly these messages are sent until no more may go.
        void assertSent(String... texts) throws InterruptedException {
            assertThat(sender.awaitTries(texts.length)).containsExactlyInAnyOrder(texts);
            delivery.dispatchPending();
            assertThat(sender.otherTries()).isEmpty();
        }

        void advanceClock(Duration time) {
            now = now.plus(time);
            delivery.dispatchPending();
        }

        List<String> states(Chat chat) throws InterruptedException {
            delivery.stopSending();
            return messages.readHistory(chat.conversation(), 0, 100).stream()
                    .map(m -> m.body().text() + " " + m.state() + " " + m.attempts())
                    .toList();
        }
    }

    private Desk desk(ChannelRateLimits pace) {
        return new Desk(pace, true, clock, new ClockTimeMeter(clock));
    }

    private Chat chat(String address) {
        ChatAddress known = new ChatAddress(Channel.TELEGRAM, address);
        return chats.findOrCreate(List.of(known), Map.of(), now).get(known);
    }

    private List<Chat> people(int count) {
        return IntStream.range(0, count).mapToObj(i -> chat("" + (8000 + i))).toList();
    }

    private static String[] texts(String prefix, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> prefix + i).toArray(String[]::new);
    }

    private double held(String limit) {
        return registry.get("rahnuma.sends.held")
                .tags("channel", "telegram", "limit", limit)
                .counter()
                .count();
    }

    @Test
    void aShortBurstToAChatPassesAndThenOneMessageASecondInOrder() throws Exception {
        Desk desk = desk(TELEGRAM);
        Chat amna = chat("7001");
        desk.postReplies(amna, texts("r", 0, 8));
        assertThat(desk.sender.awaitTries(5)).containsExactly(texts("r", 0, 5));
        await(() -> held("chat"), 1);
        desk.assertSent();
        desk.advanceClock(Duration.ofMillis(999));
        desk.assertSent();
        desk.advanceClock(Duration.ofMillis(1));
        desk.assertSent("r5");
        desk.postReplies(amna, "r8");
        for (int i = 6; i < 9; i++) {
            await(() -> held("chat"), i - 4);
            desk.advanceClock(Duration.ofSeconds(1));
            desk.assertSent("r" + i);
        }
        assertThat(held("chat")).isEqualTo(4);
    }

    /// The burst is 5: after 3 replies and one spare slot, the next reply still goes at once.
    @Test
    void aSpareSlotIsTakenOnlyIfTheNextMessageDoesNotWaitForIt() throws Exception {
        Desk desk = desk(TELEGRAM);
        Chat amna = chat("7001");
        desk.postReplies(amna, texts("r", 0, 3));
        desk.assertSent(texts("r", 0, 3));
        AwaitSupport.await().until(() -> desk.delivery.tryTakeSpareSlot(Channel.TELEGRAM, amna.id()));
        assertThat(desk.delivery.tryTakeSpareSlot(Channel.TELEGRAM, amna.id())).isFalse();
        desk.postReplies(amna, "r3");
        desk.assertSent("r3");
        assertThat(held("chat")).isZero();
    }

    @Test
    void noSlotIsSpareWhileAMessageWaits() throws Exception {
        Desk desk = desk(TELEGRAM);
        Chat amna = chat("7001");
        desk.postReplies(amna, texts("r", 0, 6));
        assertThat(desk.sender.awaitTries(5)).hasSize(5);
        await(() -> held("chat"), 1);
        now = now.plus(Duration.ofSeconds(5));
        assertThat(desk.delivery.tryTakeSpareSlot(Channel.TELEGRAM, amna.id())).isFalse();
    }

    @Test
    void aChatThatRestsMayBurstAgain() throws Exception {
        Desk desk = desk(TELEGRAM);
        Chat amna = chat("7001");
        desk.postReplies(amna, texts("a", 0, 5));
        desk.assertSent(texts("a", 0, 5));
        desk.advanceClock(Duration.ofSeconds(5));
        desk.postReplies(amna, texts("b", 0, 5));
        desk.assertSent(texts("b", 0, 5));
        assertThat(held("chat")).isZero();
    }

    @Test
    void aChatThatWaitsHoldsUpNoOther() throws Exception {
        Desk desk = desk(TELEGRAM);
        desk.postReplies(chat("7001"), texts("a", 0, 9));
        desk.assertSent(texts("a", 0, 5));
        desk.postReplies(chat("7002"), texts("b", 0, 5));
        desk.assertSent(texts("b", 0, 5));
    }

    @Test
    void aGroupGetsTwentyMessagesAMinute() throws Exception {
        Desk desk = desk(new ChannelRateLimits(0, 1, 20, 0));
        Chat group = chat("-1001");
        desk.postReplies(group, texts("g", 0, 30));
        desk.assertSent(texts("g", 0, 20));
        await(() -> held("group"), 1);
        desk.advanceClock(Duration.ofMillis(2_999));
        desk.assertSent();
        desk.advanceClock(Duration.ofMillis(1));
        desk.assertSent("g20");
        desk.postReplies(chat("7001"), texts("p", 0, 30));
        desk.assertSent(texts("p", 0, 30));
        assertThat(held("group")).isGreaterThanOrEqualTo(2);
        assertThat(held("chat")).isZero();
    }

    @Test
    void aChannelWithoutLimitsHasNone() throws Exception {
        Desk desk = desk(null);
        desk.postNotices(chat("7001"), texts("n", 0, MANY));
        desk.assertSent(texts("n", 0, MANY));
    }

    @Test
    void noticesToManyGoAtTheRateOfBulkWhoeverWaitedLongestFirst() throws Exception {
        Desk desk = desk(ONLY_BULK);
        List<Chat> people = people(7);
        for (int i = 0; i < 4; i++) {
            desk.postNotices(people.get(i), "n" + i);
        }
        desk.assertSent(texts("n", 0, 4));
        for (int i = 4; i < 7; i++) {
            desk.postNotices(people.get(i), "n" + i);
            // Waits until it is in the queue, so that the order is known.
            await(() -> held("bulk"), i - 3);
        }
        desk.advanceClock(Duration.ofMillis(250));
        desk.assertSent("n4");
        desk.advanceClock(Duration.ofMillis(250));
        desk.assertSent("n5");
        desk.advanceClock(Duration.ofMillis(250));
        desk.assertSent("n6");
    }

    private static void await(DoubleSupplier value, double expected) {
        AwaitSupport.await().until(() -> value.getAsDouble() >= expected);
        assertThat(value.getAsDouble()).isEqualTo(expected);
    }

    @Test
    void repliesDoNotWaitForNoticesAndTakeThoseBeforeThemInTheirChatAlong() throws Exception {
        Desk desk = desk(ONLY_BULK);
        List<Chat> people = people(8);
        for (int i = 0; i < 8; i++) {
            desk.postNotices(people.get(i), "n" + i);
            if (i == 3) {
                desk.assertSent(texts("n", 0, 4));
            }
        }
        await(() -> held("bulk"), 4);
        desk.postReplies(people.getFirst(), "reply");
        desk.assertSent("reply");
        desk.postReplies(people.get(6), "behind");
        assertThat(desk.sender.awaitTries(2)).containsExactly("n6", "behind");
        desk.assertSent();
        desk.advanceClock(Duration.ofMillis(250));
        assertThat(desk.sender.awaitTries(1)).doesNotContain("n6");
    }

    @Test
    void noticesAreSharedAmongTheNodesThatLive() throws Exception {
        Desk first = new Desk(ONLY_BULK, false, clock, new ClockTimeMeter(clock));
        List<Chat> people = people(20);
        Desk second = new Desk(ONLY_BULK, false, clock, new ClockTimeMeter(clock));
        first.node.sendHeartbeat();
        second.node.sendHeartbeat();
        first.delivery.dispatchPending();
        second.delivery.dispatchPending();
        for (int i = 0; i < 10; i++) {
            first.postNotices(people.get(i), "a" + i);
            second.postNotices(people.get(10 + i), "b" + i);
        }
        assertThat(first.sender.awaitTries(2)).hasSize(2);
        assertThat(second.sender.awaitTries(2)).hasSize(2);
        first.assertSent();
        second.assertSent();
        now = now.plusSeconds(1);
        first.delivery.dispatchPending();
        second.delivery.dispatchPending();
        assertThat(first.sender.awaitTries(2)).hasSize(2);
        assertThat(second.sender.awaitTries(2)).hasSize(2);
        first.assertSent();
        second.assertSent();

        second.delivery.stopSending();
        second.node.close();
        first.node.sendHeartbeat();
        // Half a second admits two of four.
        first.delivery.dispatchPending();
        now = now.plusMillis(500);
        first.delivery.dispatchPending();
        assertThat(first.sender.awaitTries(2)).hasSize(2);
    }

    @Test
    void aLimitThatOneChatMeetsStopsThatChatAlone() throws Exception {
        Desk desk = desk(TELEGRAM);
        Chat amna = chat("7001");
        desk.sender.answerWith(new MessageSender.SendResult.Limited(Duration.ofSeconds(30)));
        desk.postReplies(amna, "a", "b");
        desk.assertSent("a");
        desk.postReplies(chat("7002"), "c");
        desk.assertSent("c");
        desk.advanceClock(Duration.ofSeconds(30));
        assertThat(desk.sender.awaitTries(2)).containsExactly("a", "b");
        assertThat(desk.states(amna)).containsExactly("a SENT 2", "b SENT 1");
    }

    /// Waits until the outcome of the last message is recorded, and with it the time of a limit.
    private static void awaitAttempt(Desk desk, Chat chat) {
        await(() -> desk.messages.readLast(chat.conversation(), 1).getFirst().attempts(), 1);
    }

    @Test
    void aLimitThatSeveralChatsMeetStopsAllAndThenRepliesGoFirst() throws Exception {
        Desk desk = desk(TELEGRAM);
        List<Chat> people = people(6);
        for (int i = 0; i < 3; i++) {
            desk.sender.answerWith(new MessageSender.SendResult.Limited(Duration.ofSeconds(7 + i)));
            desk.postReplies(people.get(i), "r" + i);
            desk.assertSent("r" + i);
            awaitAttempt(desk, people.get(i));
        }
        desk.postNotices(people.get(3), "notice");
        desk.postReplies(people.get(4), "reply");
        desk.assertSent();
        await(() -> held("stop"), 2);
        desk.advanceClock(Duration.ofMillis(6_999));
        desk.assertSent();
        desk.advanceClock(Duration.ofMillis(1));
        desk.assertSent("reply", "r0");
        desk.advanceClock(Duration.ofSeconds(1));
        desk.assertSent("notice", "r1");
        desk.advanceClock(Duration.ofSeconds(1));
        desk.assertSent("r2");
    }

    @Test
    void limitsOfGroupsOrFarApartLimitsDoNotStopOthers() throws Exception {
        Desk desk = desk(TELEGRAM);
        List<Chat> people = people(4);
        for (int i = 0; i < 3; i++) {
            desk.sender.answerWith(new MessageSender.SendResult.Limited(Duration.ofHours(1)));
            desk.postReplies(chat("-10" + i), "g" + i);
            desk.assertSent("g" + i);
            desk.sender.answerWith(new MessageSender.SendResult.Limited(Duration.ofHours(1)));
            desk.postReplies(people.get(i), "r" + i);
            desk.assertSent("r" + i);
            awaitAttempt(desk, people.get(i));
            desk.advanceClock(Duration.ofSeconds(6));
        }
        desk.postReplies(people.get(3), "free");
        desk.assertSent("free");
    }

    @Test
    void aNoticeThatMayHaveArrivedIsNotSentAgainAndAReplyIs() throws Exception {
        Desk desk = desk(TELEGRAM);
        Chat amna = chat("7001");
        desk.sender.answerWith(new MessageSender.SendResult.Unknown("connection reset"));
        desk.postNotices(amna, "notice", "next");
        desk.assertSent("notice", "next");
        desk.sender.answerWith(new MessageSender.SendResult.Unknown("connection reset"));
        desk.postReplies(amna, "reply");
        desk.assertSent("reply");
        desk.advanceClock(Duration.ofSeconds(1));
        desk.assertSent("reply");
        assertThat(desk.states(amna)).containsExactly("notice UNKNOWN 1", "next SENT 1", "reply SENT 2");
    }

    @Test
    void aBlockedChatUsesNoLimitOfOthers() throws Exception {
        Desk desk = desk(ONLY_BULK);
        List<Chat> people = people(12);
        people.subList(0, 8).forEach(chat -> chats.markBlocked(chat.id(), now));
        for (int i = 0; i < 12; i++) {
            desk.postNotices(people.get(i), "n" + i);
        }
        desk.assertSent(texts("n", 8, 12));
        assertThat(desk.states(people.getFirst())).containsExactly("n0 REFUSED 1");
    }

    /// Uses the real clock, without sweeps. Notices are posted faster than they may go, even on a busy machine.
    @Test
    void messagesBehindALimitContinueAutomatically() throws Exception {
        Desk desk = new Desk(new ChannelRateLimits(50, 1, 0, 1), true, Clock.systemUTC(), TimeMeter.SYSTEM_NANOTIME);
        desk.postReplies(chat("7001"), texts("r", 0, 5));
        assertThat(desk.sender.awaitTries(5)).containsExactly(texts("r", 0, 5));
        List<Chat> people = people(4);
        people.forEach(chat -> desk.postNotices(chat, "n"));
        assertThat(desk.sender.awaitTries(4)).containsOnly("n");
        assertThat(held("bulk")).isPositive();
    }

    @Test
    void postedMessagesAreNoticesAndAnswersOfStaffAreReplies() {
        Desk desk = desk(null);
        Chat amna = chat("7001");
        desk.postNotices(amna, "n");
        desk.postReplies(amna, "r");
        assertThat(desk.messages.readLast(amna.conversation(), 2))
                .extracting(Message::direction)
                .containsExactly(Message.Direction.NOTICE, Message.Direction.REPLY);
        List<String> kept = database.sql().queryList(String.class, "select direction from message order by seq");
        assertThat(kept).containsExactly("N", "S");
    }
}
