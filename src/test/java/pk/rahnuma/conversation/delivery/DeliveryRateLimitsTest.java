package pk.rahnuma.conversation.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatAddress;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.shared.ClockTimeMeter;

/// Speed of messages, and their order when not all may go. Time is stepped, unless a test says otherwise.
class DeliveryRateLimitsTest {

    private static final ChannelRateLimits TELEGRAM = new ChannelRateLimits(1, 5, 20, 30);
    private static final ChannelRateLimits ONLY_BULK = new ChannelRateLimits(0, 1, 0, 4);
    private static final int MANY = 50;

    private final TestDatabase database = TestDatabase.onH2();
    private final ChatRepository chats = database.getBean(ChatRepository.class);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<DeliveryNode> desks = new ArrayList<>();
    private final SteppableClock clock = new SteppableClock("2026-03-02T09:00:00Z");

    @AfterEach
    void close() throws Exception {
        for (DeliveryNode desk : desks) {
            desk.stop();
        }
        database.close();
    }

    private DeliveryNode desk(ChannelRateLimits pace) {
        return desk(pace, true, clock, new ClockTimeMeter(clock));
    }

    private DeliveryNode desk(ChannelRateLimits pace, boolean alone, Clock time, TimeMeter meter) {
        DeliveryNode desk = new DeliveryNode(database, alone, time, new ScriptedMessageSender(pace), registry, meter);
        desks.add(desk);
        return desk;
    }

    private void advanceClock(DeliveryNode desk, Duration time) {
        clock.advanceBy(time);
        desk.delivery.dispatchPending();
    }

    private static List<String> states(DeliveryNode desk, Chat chat) throws InterruptedException {
        desk.delivery.stopSending();
        return desk.messages.readHistory(chat.conversation(), 0, 100).stream()
                .map(m -> m.body().text() + " " + m.state() + " " + m.attempts())
                .toList();
    }

    private Chat chat(String address) {
        ChatAddress known = new ChatAddress(Channel.TELEGRAM, address);
        return chats.findOrCreate(List.of(known), Map.of(), clock.instant()).get(known);
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
        DeliveryNode desk = desk(TELEGRAM);
        Chat amna = chat("7001");
        desk.postReplies(amna, texts("r", 0, 8));
        assertThat(desk.sender.awaitTries(5)).containsExactly(texts("r", 0, 5));
        await(() -> held("chat"), 1);
        desk.assertSent();
        advanceClock(desk, Duration.ofMillis(999));
        desk.assertSent();
        advanceClock(desk, Duration.ofMillis(1));
        desk.assertSent("r5");
        desk.postReplies(amna, "r8");
        for (int i = 6; i < 9; i++) {
            await(() -> held("chat"), i - 4);
            advanceClock(desk, Duration.ofSeconds(1));
            desk.assertSent("r" + i);
        }
        assertThat(held("chat")).isEqualTo(4);
    }

    /// The burst is 5: after 3 replies and one spare slot, the next reply still goes at once.
    @Test
    void aSpareSlotIsTakenOnlyIfTheNextMessageDoesNotWaitForIt() throws Exception {
        DeliveryNode desk = desk(TELEGRAM);
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
        DeliveryNode desk = desk(TELEGRAM);
        Chat amna = chat("7001");
        desk.postReplies(amna, texts("r", 0, 6));
        assertThat(desk.sender.awaitTries(5)).hasSize(5);
        await(() -> held("chat"), 1);
        clock.advanceBy(Duration.ofSeconds(5));
        assertThat(desk.delivery.tryTakeSpareSlot(Channel.TELEGRAM, amna.id())).isFalse();
    }

    @Test
    void aChatThatRestsMayBurstAgain() throws Exception {
        DeliveryNode desk = desk(TELEGRAM);
        Chat amna = chat("7001");
        desk.postReplies(amna, texts("a", 0, 5));
        desk.assertSent(texts("a", 0, 5));
        advanceClock(desk, Duration.ofSeconds(5));
        desk.postReplies(amna, texts("b", 0, 5));
        desk.assertSent(texts("b", 0, 5));
        assertThat(held("chat")).isZero();
    }

    @Test
    void aChatThatWaitsHoldsUpNoOther() throws Exception {
        DeliveryNode desk = desk(TELEGRAM);
        desk.postReplies(chat("7001"), texts("a", 0, 9));
        desk.assertSent(texts("a", 0, 5));
        desk.postReplies(chat("7002"), texts("b", 0, 5));
        desk.assertSent(texts("b", 0, 5));
    }

    @Test
    void aGroupGetsTwentyMessagesAMinute() throws Exception {
        DeliveryNode desk = desk(new ChannelRateLimits(0, 1, 20, 0));
        Chat group = chat("-1001");
        desk.postReplies(group, texts("g", 0, 30));
        desk.assertSent(texts("g", 0, 20));
        await(() -> held("group"), 1);
        advanceClock(desk, Duration.ofMillis(2_999));
        desk.assertSent();
        advanceClock(desk, Duration.ofMillis(1));
        desk.assertSent("g20");
        desk.postReplies(chat("7001"), texts("p", 0, 30));
        desk.assertSent(texts("p", 0, 30));
        assertThat(held("group")).isGreaterThanOrEqualTo(2);
        assertThat(held("chat")).isZero();
    }

    @Test
    void aChannelWithoutLimitsHasNone() throws Exception {
        DeliveryNode desk = desk(null);
        desk.postNotices(chat("7001"), texts("n", 0, MANY));
        desk.assertSent(texts("n", 0, MANY));
    }

    @Test
    void noticesToManyGoAtTheRateOfBulkWhoeverWaitedLongestFirst() throws Exception {
        DeliveryNode desk = desk(ONLY_BULK);
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
        advanceClock(desk, Duration.ofMillis(250));
        desk.assertSent("n4");
        advanceClock(desk, Duration.ofMillis(250));
        desk.assertSent("n5");
        advanceClock(desk, Duration.ofMillis(250));
        desk.assertSent("n6");
    }

    private static void await(DoubleSupplier value, double expected) {
        AwaitSupport.await().until(() -> value.getAsDouble() >= expected);
        assertThat(value.getAsDouble()).isEqualTo(expected);
    }

    @Test
    void repliesDoNotWaitForNoticesAndTakeThoseBeforeThemInTheirChatAlong() throws Exception {
        DeliveryNode desk = desk(ONLY_BULK);
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
        advanceClock(desk, Duration.ofMillis(250));
        assertThat(desk.sender.awaitTries(1)).doesNotContain("n6");
    }

    @Test
    void noticesAreSharedAmongTheNodesThatLive() throws Exception {
        DeliveryNode first = desk(ONLY_BULK, false, clock, new ClockTimeMeter(clock));
        List<Chat> people = people(20);
        DeliveryNode second = desk(ONLY_BULK, false, clock, new ClockTimeMeter(clock));
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
        clock.advanceBy(Duration.ofSeconds(1));
        first.delivery.dispatchPending();
        second.delivery.dispatchPending();
        assertThat(first.sender.awaitTries(2)).hasSize(2);
        assertThat(second.sender.awaitTries(2)).hasSize(2);
        first.assertSent();
        second.assertSent();

        second.stop();
        first.node.sendHeartbeat();
        // Half a second admits two of four.
        first.delivery.dispatchPending();
        clock.advanceBy(Duration.ofMillis(500));
        first.delivery.dispatchPending();
        assertThat(first.sender.awaitTries(2)).hasSize(2);
    }

    @Test
    void aLimitThatOneChatMeetsStopsThatChatAlone() throws Exception {
        DeliveryNode desk = desk(TELEGRAM);
        Chat amna = chat("7001");
        desk.sender.answerWith(new MessageSender.SendResult.Limited(Duration.ofSeconds(30)));
        desk.postReplies(amna, "a", "b");
        desk.assertSent("a");
        desk.postReplies(chat("7002"), "c");
        desk.assertSent("c");
        advanceClock(desk, Duration.ofSeconds(30));
        assertThat(desk.sender.awaitTries(2)).containsExactly("a", "b");
        assertThat(states(desk, amna)).containsExactly("a SENT 2", "b SENT 1");
    }

    /// Waits until the outcome of the last message is recorded, and with it the time of a limit.
    private static void awaitAttempt(DeliveryNode desk, Chat chat) {
        await(() -> desk.messages.readLast(chat.conversation(), 1).getFirst().attempts(), 1);
    }

    @Test
    void aLimitThatSeveralChatsMeetStopsAllAndThenRepliesGoFirst() throws Exception {
        DeliveryNode desk = desk(TELEGRAM);
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
        advanceClock(desk, Duration.ofMillis(6_999));
        desk.assertSent();
        advanceClock(desk, Duration.ofMillis(1));
        desk.assertSent("reply", "r0");
        advanceClock(desk, Duration.ofSeconds(1));
        desk.assertSent("notice", "r1");
        advanceClock(desk, Duration.ofSeconds(1));
        desk.assertSent("r2");
    }

    @Test
    void limitsOfGroupsOrFarApartLimitsDoNotStopOthers() throws Exception {
        DeliveryNode desk = desk(TELEGRAM);
        List<Chat> people = people(4);
        for (int i = 0; i < 3; i++) {
            desk.sender.answerWith(new MessageSender.SendResult.Limited(Duration.ofHours(1)));
            desk.postReplies(chat("-10" + i), "g" + i);
            desk.assertSent("g" + i);
            desk.sender.answerWith(new MessageSender.SendResult.Limited(Duration.ofHours(1)));
            desk.postReplies(people.get(i), "r" + i);
            desk.assertSent("r" + i);
            awaitAttempt(desk, people.get(i));
            advanceClock(desk, Duration.ofSeconds(6));
        }
        desk.postReplies(people.get(3), "free");
        desk.assertSent("free");
    }

    @Test
    void aNoticeThatMayHaveArrivedIsNotSentAgainAndAReplyIs() throws Exception {
        DeliveryNode desk = desk(TELEGRAM);
        Chat amna = chat("7001");
        desk.sender.answerWith(new MessageSender.SendResult.Unknown("connection reset"));
        desk.postNotices(amna, "notice", "next");
        desk.assertSent("notice", "next");
        desk.sender.answerWith(new MessageSender.SendResult.Unknown("connection reset"));
        desk.postReplies(amna, "reply");
        desk.assertSent("reply");
        advanceClock(desk, Duration.ofSeconds(1));
        desk.assertSent("reply");
        assertThat(states(desk, amna)).containsExactly("notice UNKNOWN 1", "next SENT 1", "reply SENT 2");
    }

    @Test
    void aBlockedChatUsesNoLimitOfOthers() throws Exception {
        DeliveryNode desk = desk(ONLY_BULK);
        List<Chat> people = people(12);
        people.subList(0, 8).forEach(chat -> chats.markBlocked(chat.id(), clock.instant()));
        for (int i = 0; i < 12; i++) {
            desk.postNotices(people.get(i), "n" + i);
        }
        desk.assertSent(texts("n", 8, 12));
        assertThat(states(desk, people.getFirst())).containsExactly("n0 REFUSED 1");
    }

    /// Uses the real clock, without sweeps. Notices are posted faster than they may go, even on a busy machine.
    @Test
    void messagesBehindALimitContinueAutomatically() throws Exception {
        DeliveryNode desk =
                desk(new ChannelRateLimits(50, 1, 0, 1), true, Clock.systemUTC(), TimeMeter.SYSTEM_NANOTIME);
        desk.postReplies(chat("7001"), texts("r", 0, 5));
        assertThat(desk.sender.awaitTries(5)).containsExactly(texts("r", 0, 5));
        List<Chat> people = people(4);
        people.forEach(chat -> desk.postNotices(chat, "n"));
        assertThat(desk.sender.awaitTries(4)).containsOnly("n");
        assertThat(held("bulk")).isPositive();
    }

    @Test
    void postedMessagesAreNoticesAndAnswersOfStaffAreReplies() {
        DeliveryNode desk = desk(null);
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
