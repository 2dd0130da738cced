package pk.rahnuma.conversation.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
import pk.rahnuma.messaging.MessagingFixture;
import pk.rahnuma.messaging.OutboxOwnershipService;

/// What is sent, when, and what is kept of it. Time is stepped; the channel answers what it is told to.
class DeliveryServiceTest {

    private static final ChatRepository.Address AMNA = new ChatRepository.Address(Channel.TELEGRAM, "7001");

    private final TestDatabase database = TestDatabase.h2();
    private final ChatRepository chats = new ChatRepository(database.jdbi(), database.vault());
    private final ClusterNode node = TestClusterNodes.alone(database);
    private final ConversationMessageService messages = new ConversationMessageService(
            database.jdbi(), database.vault(), node, posted -> this.delivery.posted(posted));
    private final OutboxOwnershipService outbox = new OutboxOwnershipService(database.jdbi(), database.vault(), node);
    private final ScriptedMessageSender sender = new ScriptedMessageSender();
    private volatile Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private final Chat chat = chats.open(List.of(AMNA), Map.of(), now).get(AMNA);
    private DeliveryService delivery = opened(List.of(sender));

    @AfterEach
    void close() throws Exception {
        delivery.close();
        database.close();
    }

    @Test
    void what_is_posted_is_sent_in_order_and_kept_as_sent() throws Exception {
        post("a", "b");
        post("c");
        assertThat(sender.tries(3)).containsExactly("a", "b", "c");
        assertThat(states()).containsExactly("a SENT 1 ref a", "b SENT 1 ref b", "c SENT 1 ref c");
    }

    @Test
    void what_must_wait_is_overtaken_by_nothing() throws Exception {
        sender.answers(new MessageSender.SendResult.RetryAfter(Duration.ofSeconds(5), "slow down"));
        post("a", "b");
        assertThat(sender.tries(1)).containsExactly("a");
        post("c");
        delivery.sweep();
        assertThat(sender.more()).isEmpty();
        now = now.plusSeconds(5);
        delivery.sweep();
        assertThat(sender.tries(3)).containsExactly("a", "b", "c");
        assertThat(states()).containsExactly("a SENT 2 ref a", "b SENT 1 ref b", "c SENT 1 ref c");
    }

    @Test
    void what_is_held_from_the_start_is_overtaken_by_nothing_either() throws Exception {
        List<Message> said = List.of(said(1, "a", now.plusMillis(500)), said(2, "b", null));
        MessagingFixture.append(messages, said);
        delivery.posted(said);
        now = now.plusMillis(499);
        delivery.sweep();
        assertThat(sender.more()).isEmpty();
        now = now.plusMillis(1);
        delivery.sweep();
        assertThat(sender.tries(2)).containsExactly("a", "b");
        assertThat(states()).containsExactly("a SENT 1 ref a", "b SENT 1 ref b");
    }

    @Test
    void what_is_refused_is_given_up_and_the_next_is_sent() throws Exception {
        sender.answers(new MessageSender.SendResult.Refused("too long", false));
        post("a", "b");
        assertThat(sender.tries(2)).containsExactly("a", "b");
        assertThat(states()).containsExactly("a REFUSED 1 null", "b SENT 1 ref b");
        assertThat(chats.chat(chat.id()).blocked()).isFalse();
    }

    @Test
    void a_chat_that_blocks_is_marked_and_not_written_to_any_more() throws Exception {
        sender.answers(new MessageSender.SendResult.Refused("blocked", true));
        post("a", "b");
        assertThat(sender.tries(1)).containsExactly("a");
        untilNothingIsPending();
        assertThat(states()).containsExactly("a REFUSED 1 null", "b REFUSED 1 null");
        assertThat(sender.more()).isEmpty();
        assertThat(chats.chat(chat.id()).blocked()).isTrue();
    }

    @Test
    void what_may_have_arrived_is_tried_five_times_before_the_next() throws Exception {
        for (int i = 0; i < 5; i++) {
            sender.answers(new MessageSender.SendResult.Unknown("connection reset"));
        }
        post("a", "b");
        for (int attempt = 1; attempt < 5; attempt++) {
            assertThat(sender.tries(1)).containsExactly("a");
            now = now.plusSeconds(attempt);
            delivery.sweep();
        }
        assertThat(sender.tries(2)).containsExactly("a", "b");
        assertThat(states()).containsExactly("a UNKNOWN 5 null", "b SENT 1 ref b");
    }

    @Test
    void a_sender_that_throws_loses_nothing() throws Exception {
        sender.answers(null);
        post("a");
        assertThat(sender.tries(1)).containsExactly("a");
        now = now.plusSeconds(1);
        delivery.sweep();
        assertThat(sender.tries(1)).containsExactly("a");
        assertThat(states()).containsExactly("a SENT 2 ref a");
    }

    @Test
    void what_an_earlier_process_left_goes_first_even_if_it_must_wait() throws Exception {
        sender.answers(new MessageSender.SendResult.RetryAfter(Duration.ofSeconds(60), "slow down"));
        post("a");
        assertThat(sender.tries(1)).containsExactly("a");
        delivery.close();

        delivery = new DeliveryService(messages, outbox, node, chats, clock(), List.of(sender), meters());
        delivery.open();
        post("b");
        delivery.sweep();
        post("c");
        assertThat(sender.more()).isEmpty();
        now = now.plusSeconds(60);
        delivery.sweep();
        assertThat(sender.tries(3)).containsExactly("a", "b", "c");
    }

    @Test
    void what_has_no_way_out_is_let_go_and_sent_by_the_process_that_has_one() throws Exception {
        delivery.close();
        delivery = opened(List.of());
        post("a", "b");
        untilNothingIsPending();
        assertThat(states()).containsExactly("a REFUSED 1 null", "b REFUSED 1 null");

        now = now.plus(Duration.ofHours(23));
        delivery = opened(List.of(sender));
        assertThat(sender.tries(2)).containsExactly("a", "b");
        assertThat(states()).containsExactly("a SENT 2 ref a", "b SENT 2 ref b");
    }

    @Test
    void what_had_no_way_out_for_a_day_is_given_up() throws Exception {
        delivery.close();
        delivery = opened(List.of());
        post("a");
        untilNothingIsPending();
        assertThat(states()).containsExactly("a REFUSED 1 null");

        now = now.plus(Duration.ofHours(24));
        delivery = opened(List.of(sender));
        post("b");
        assertThat(sender.tries(1)).containsExactly("b");
        assertThat(states()).containsExactly("a REFUSED 1 null", "b SENT 1 ref b");
    }

    @Test
    void what_was_sent_while_a_sweep_read_is_not_sent_again() throws Exception {
        post("a");
        assertThat(sender.tries(1)).containsExactly("a");
        for (int i = 0; i < 50; i++) {
            post("b" + i);
            delivery.sweep();
        }
        assertThat(sender.tries(50)).doesNotHaveDuplicates();
        assertThat(states()).hasSize(51);
        assertThat(sender.more()).isEmpty();
    }

    private DeliveryService opened(List<MessageSender> senders) {
        DeliveryService fresh = new DeliveryService(messages, outbox, node, chats, clock(), senders, meters());
        fresh.open();
        fresh.sweep();
        return fresh;
    }

    private SendMetrics meters() {
        return new SendMetrics(new SimpleMeterRegistry(), new TurnTracing(OpenTelemetry.noop()), clock());
    }

    private void post(String... texts) {
        messages.answerAbout(
                chat.conversation(),
                chat.conversation(),
                List.of(texts).stream().map(Reply::plain).toList(),
                now);
    }

    private Message said(int seq, String text, Instant notBefore) {
        return new Message(
                chat.conversation(),
                seq,
                chat.id(),
                Message.Direction.SAID,
                Reply.plain(text),
                null,
                Message.State.PENDING,
                0,
                notBefore,
                null,
                null,
                now);
    }

    private void untilNothingIsPending() {
        AwaitSupport.await().until(() -> messages.pendingOf(chat).isEmpty());
    }

    /// Closed, so that all outcomes are recorded.
    private List<String> states() throws InterruptedException {
        delivery.close();
        return messages.history(chat.conversation(), 0, 100).stream()
                .map(m -> m.body().text() + " " + m.state() + " " + m.attempts() + " " + m.reference())
                .toList();
    }

    private Clock clock() {
        return new SteppedClock(() -> now);
    }
}
