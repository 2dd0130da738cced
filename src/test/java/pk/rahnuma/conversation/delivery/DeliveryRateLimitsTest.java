package pk.rahnuma.conversation.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import pk.rahnuma.conversation.SteppedClock;
import pk.rahnuma.conversation.metrics.TurnTracing;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.messaging.Channel;
import pk.rahnuma.messaging.Chat;
import pk.rahnuma.messaging.ChatRepository;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.OutboxOwnershipService;
import pk.rahnuma.persistence.ClockTimeMeter;

/// How fast messages go out, and which goes first when not all may. Time is stepped, unless a test says otherwise.
class DeliveryRateLimitsTest {

    private static final ChannelRateLimits TELEGRAM = new ChannelRateLimits(1, 5, 20, 30);
    private static final ChannelRateLimits ONLY_BULK = new ChannelRateLimits(0, 1, 0, 4);
    private static final int MANY = 50;

    private final TestDatabase database = TestDatabase.h2();
    private final ChatRepository chats = new ChatRepository(database.jdbi(), database.vault());
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Desk> desks = new ArrayList<>();
    private volatile Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private final Clock clock = new SteppedClock(() -> now);

    @AfterEach
    void close() throws Exception {
        for (Desk desk : desks) {
            desk.delivery.close();
            desk.node.close();
        }
        database.close();
    }

    /// A node with what it needs to send.
    private final class Desk {
        private final AtomicLong watch = new AtomicLong();
        private final ClusterNode node;
        private final ConversationMessageService messages;
        private final ScriptedMessageSender sender;
        private final DeliveryService delivery;

        Desk(ChannelRateLimits pace, boolean alone, Clock clock, TimeMeter meter) {
            node = alone ? TestClusterNodes.alone(database) : TestClusterNodes.among(database, clock, watch::get);
            messages = new ConversationMessageService(database.jdbi(), database.vault(), node, this::posted);
            sender = new ScriptedMessageSender(pace);
            delivery = new DeliveryService(
                    messages,
                    new OutboxOwnershipService(database.jdbi(), database.vault(), node),
                    node,
                    chats,
                    clock,
                    List.of(sender),
                    new SendMetrics(registry, new TurnTracing(OpenTelemetry.noop()), clock),
                    meter);
            delivery.open();
            delivery.sweep();
            desks.add(this);
        }

        private void posted(List<Message> posted) {
            delivery.posted(posted);
        }

        void replies(Chat chat, String... texts) {
            messages.answerAbout(chat.conversation(), chat.conversation(), plain(texts), now);
        }

        void notifies(Chat chat, String... texts) {
            messages.post(chat.conversation(), plain(texts), now);
        }

        private List<Reply> plain(String... texts) {
            return List.of(texts).stream().map(Reply::plain).toList();
        }

        /// What is sent once nothing more may go; no more than these.
        void sends(String... texts) throws InterruptedException {
            assertThat(sender.tries(texts.length)).containsExactlyInAnyOrder(texts);
            delivery.sweep();
            assertThat(sender.more()).isEmpty();
        }

        void after(Duration time) {
            now = now.plus(time);
            delivery.sweep();
        }

        List<String> states(Chat chat) throws InterruptedException {
            delivery.close();
            return messages.history(chat.conversation(), 0, 100).stream()
                    .map(m -> m.body().text() + " " + m.state() + " " + m.attempts())
                    .toList();
        }
    }

    private Desk desk(ChannelRateLimits pace) {
        return new Desk(pace, true, clock, new ClockTimeMeter(clock));
    }

    private Chat chat(String address) {
        ChatRepository.Address known = new ChatRepository.Address(Channel.TELEGRAM, address);
        return chats.open(List.of(known), Map.of(), now).get(known);
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
    void a_short_burst_to_a_chat_passes_and_then_one_message_a_second_in_order() throws Exception {
        Desk desk = desk(TELEGRAM);
        Chat amna = chat("7001");
        desk.replies(amna, texts("r", 0, 8));
        assertThat(desk.sender.tries(5)).containsExactly(texts("r", 0, 5));
        await(() -> held("chat"), 1);
        desk.sends();
        desk.after(Duration.ofMillis(999));
        desk.sends();
        desk.after(Duration.ofMillis(1));
        desk.sends("r5");
        desk.replies(amna, "r8");
        for (int i = 6; i < 9; i++) {
            await(() -> held("chat"), i - 4);
            desk.after(Duration.ofSeconds(1));
            desk.sends("r" + i);
        }
        assertThat(held("chat")).isEqualTo(4);
    }

    @Test
    void a_chat_that_rests_may_burst_again() throws Exception {
        Desk desk = desk(TELEGRAM);
        Chat amna = chat("7001");
        desk.replies(amna, texts("a", 0, 5));
        desk.sends(texts("a", 0, 5));
        desk.after(Duration.ofSeconds(5));
        desk.replies(amna, texts("b", 0, 5));
        desk.sends(texts("b", 0, 5));
        assertThat(held("chat")).isZero();
    }

    @Test
    void a_chat_that_waits_holds_up_no_other() throws Exception {
        Desk desk = desk(TELEGRAM);
        desk.replies(chat("7001"), texts("a", 0, 9));
        desk.sends(texts("a", 0, 5));
        desk.replies(chat("7002"), texts("b", 0, 5));
        desk.sends(texts("b", 0, 5));
    }

    @Test
    void a_group_gets_twenty_messages_a_minute() throws Exception {
        Desk desk = desk(new ChannelRateLimits(0, 1, 20, 0));
        Chat group = chat("-1001");
        desk.replies(group, texts("g", 0, 30));
        desk.sends(texts("g", 0, 20));
        await(() -> held("group"), 1);
        desk.after(Duration.ofMillis(2_999));
        desk.sends();
        desk.after(Duration.ofMillis(1));
        desk.sends("g20");
        desk.replies(chat("7001"), texts("p", 0, 30));
        desk.sends(texts("p", 0, 30));
        assertThat(held("group")).isGreaterThanOrEqualTo(2);
        assertThat(held("chat")).isZero();
    }

    @Test
    void a_channel_without_limits_has_none() throws Exception {
        Desk desk = desk(null);
        desk.notifies(chat("7001"), texts("n", 0, MANY));
        desk.sends(texts("n", 0, MANY));
    }

    @Test
    void notices_to_many_go_at_the_rate_of_bulk_whoever_waited_longest_first() throws Exception {
        Desk desk = desk(ONLY_BULK);
        List<Chat> people = people(7);
        for (int i = 0; i < 4; i++) {
            desk.notifies(people.get(i), "n" + i);
        }
        desk.sends(texts("n", 0, 4));
        for (int i = 4; i < 7; i++) {
            desk.notifies(people.get(i), "n" + i);
            // Until it is in the queue, so that the order is known.
            await(() -> held("bulk"), i - 3);
        }
        desk.after(Duration.ofMillis(250));
        desk.sends("n4");
        desk.after(Duration.ofMillis(250));
        desk.sends("n5");
        desk.after(Duration.ofMillis(250));
        desk.sends("n6");
    }

    private static void await(DoubleSupplier value, double expected) {
        AwaitSupport.await().until(() -> value.getAsDouble() >= expected);
        assertThat(value.getAsDouble()).isEqualTo(expected);
    }

    @Test
    void replies_do_not_wait_for_notices_and_take_those_before_them_in_their_chat_along() throws Exception {
        Desk desk = desk(ONLY_BULK);
        List<Chat> people = people(8);
        for (int i = 0; i < 8; i++) {
            desk.notifies(people.get(i), "n" + i);
            if (i == 3) {
                desk.sends(texts("n", 0, 4));
            }
        }
        await(() -> held("bulk"), 4);
        desk.replies(people.getFirst(), "reply");
        desk.sends("reply");
        desk.replies(people.get(6), "behind");
        assertThat(desk.sender.tries(2)).containsExactly("n6", "behind");
        desk.sends();
        desk.after(Duration.ofMillis(250));
        assertThat(desk.sender.tries(1)).doesNotContain("n6");
    }

    @Test
    void notices_are_shared_among_the_nodes_that_live() throws Exception {
        Desk first = new Desk(ONLY_BULK, false, clock, new ClockTimeMeter(clock));
        List<Chat> people = people(20);
        Desk second = new Desk(ONLY_BULK, false, clock, new ClockTimeMeter(clock));
        first.node.beat();
        second.node.beat();
        first.delivery.sweep();
        second.delivery.sweep();
        for (int i = 0; i < 10; i++) {
            first.notifies(people.get(i), "a" + i);
            second.notifies(people.get(10 + i), "b" + i);
        }
        assertThat(first.sender.tries(2)).hasSize(2);
        assertThat(second.sender.tries(2)).hasSize(2);
        first.sends();
        second.sends();
        now = now.plusSeconds(1);
        first.delivery.sweep();
        second.delivery.sweep();
        assertThat(first.sender.tries(2)).hasSize(2);
        assertThat(second.sender.tries(2)).hasSize(2);
        first.sends();
        second.sends();

        second.delivery.close();
        second.node.close();
        first.node.beat();
        // Half a second brings two of four.
        first.delivery.sweep();
        now = now.plusMillis(500);
        first.delivery.sweep();
        assertThat(first.sender.tries(2)).hasSize(2);
    }

    @Test
    void a_limit_that_one_chat_meets_stops_that_chat_alone() throws Exception {
        Desk desk = desk(TELEGRAM);
        Chat amna = chat("7001");
        desk.sender.answers(new MessageSender.SendResult.Limited(Duration.ofSeconds(30)));
        desk.replies(amna, "a", "b");
        desk.sends("a");
        desk.replies(chat("7002"), "c");
        desk.sends("c");
        desk.after(Duration.ofSeconds(30));
        assertThat(desk.sender.tries(2)).containsExactly("a", "b");
        assertThat(desk.states(amna)).containsExactly("a SENT 2", "b SENT 1");
    }

    @Test
    void a_limit_that_several_chats_meet_stops_all_and_then_replies_go_first() throws Exception {
        Desk desk = desk(TELEGRAM);
        List<Chat> people = people(6);
        for (int i = 0; i < 3; i++) {
            desk.sender.answers(new MessageSender.SendResult.Limited(Duration.ofSeconds(7 + i)));
            desk.replies(people.get(i), "r" + i);
            desk.sends("r" + i);
            Chat held = people.get(i);
            await(() -> desk.messages.last(held.conversation(), 1).getFirst().attempts(), 1);
        }
        desk.notifies(people.get(3), "notice");
        desk.replies(people.get(4), "reply");
        desk.sends();
        await(() -> held("stop"), 2);
        desk.after(Duration.ofMillis(6_999));
        desk.sends();
        desk.after(Duration.ofMillis(1));
        desk.sends("reply", "r0");
        desk.after(Duration.ofSeconds(1));
        desk.sends("notice", "r1");
        desk.after(Duration.ofSeconds(1));
        desk.sends("r2");
    }

    @Test
    void limits_that_groups_meet_or_chats_meet_long_apart_stop_nobody_else() throws Exception {
        Desk desk = desk(TELEGRAM);
        List<Chat> people = people(4);
        for (int i = 0; i < 3; i++) {
            desk.sender.answers(new MessageSender.SendResult.Limited(Duration.ofHours(1)));
            desk.replies(chat("-10" + i), "g" + i);
            desk.sends("g" + i);
            desk.sender.answers(new MessageSender.SendResult.Limited(Duration.ofHours(1)));
            desk.replies(people.get(i), "r" + i);
            desk.sends("r" + i);
            desk.after(Duration.ofSeconds(6));
        }
        desk.replies(people.get(3), "free");
        desk.sends("free");
    }

    @Test
    void a_notice_that_may_have_arrived_is_not_sent_again_and_a_reply_is() throws Exception {
        Desk desk = desk(TELEGRAM);
        Chat amna = chat("7001");
        desk.sender.answers(new MessageSender.SendResult.Unknown("connection reset"));
        desk.notifies(amna, "notice", "next");
        desk.sends("notice", "next");
        desk.sender.answers(new MessageSender.SendResult.Unknown("connection reset"));
        desk.replies(amna, "reply");
        desk.sends("reply");
        desk.after(Duration.ofSeconds(1));
        desk.sends("reply");
        assertThat(desk.states(amna)).containsExactly("notice UNKNOWN 1", "next SENT 1", "reply SENT 2");
    }

    @Test
    void who_has_blocked_the_bot_takes_nothing_of_what_is_for_others() throws Exception {
        Desk desk = desk(ONLY_BULK);
        List<Chat> people = people(12);
        people.subList(0, 8).forEach(chat -> chats.block(chat.id(), now));
        for (int i = 0; i < 12; i++) {
            desk.notifies(people.get(i), "n" + i);
        }
        desk.sends(texts("n", 8, 12));
        assertThat(desk.states(people.getFirst())).containsExactly("n0 REFUSED 1");
    }

    /// By the real clock, and nobody sweeps.
    @Test
    void what_waits_for_a_limit_goes_on_by_itself() throws Exception {
        Desk desk = new Desk(new ChannelRateLimits(50, 1, 0, 2), true, Clock.systemUTC(), TimeMeter.SYSTEM_NANOTIME);
        desk.replies(chat("7001"), texts("r", 0, 5));
        assertThat(desk.sender.tries(5)).containsExactly(texts("r", 0, 5));
        List<Chat> people = people(4);
        people.forEach(chat -> desk.notifies(chat, "n"));
        assertThat(desk.sender.tries(4)).containsOnly("n");
        assertThat(held("bulk")).isPositive();
    }

    @Test
    void what_was_posted_is_a_notice_and_what_staff_answer_is_a_reply_also_when_it_is_read_again() {
        Desk desk = desk(null);
        Chat amna = chat("7001");
        desk.notifies(amna, "n");
        desk.replies(amna, "r");
        assertThat(desk.messages.last(amna.conversation(), 2))
                .extracting(Message::direction)
                .containsExactly(Message.Direction.NOTICE, Message.Direction.SAID);
        List<String> kept = database.jdbi()
                .withHandle(handle -> handle.createQuery("select direction from message order by seq")
                        .mapTo(String.class)
                        .list());
        assertThat(kept).containsExactly("N", "S");
    }
}
