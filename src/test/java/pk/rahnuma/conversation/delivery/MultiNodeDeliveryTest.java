package pk.rahnuma.conversation.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.time.Instant;
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
import pk.rahnuma.conversation.SteppedClock;
import pk.rahnuma.conversation.metrics.TurnTracing;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.messaging.Channel;
import pk.rahnuma.messaging.Chat;
import pk.rahnuma.messaging.ChatRepository;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.MessageCorrectionService;
import pk.rahnuma.messaging.OutboxOwnershipService;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Who sends what where several nodes share a database. Time and stop-watches are stepped.
@OnEachDatabase
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
        database.jdbi().useHandle(handle -> handle.execute("delete from message"));
        this.chats = new ChatRepository(database.jdbi(), database.vault());
        ChatRepository.Address address =
                new ChatRepository.Address(Channel.TELEGRAM, Long.toString(SubjectEncryptionService.newId()));
        this.chat = chats.open(List.of(address), Map.of(), now).get(address);
        this.first = new Desk();
        this.second = new Desk();
    }

    @AfterEach
    void close() throws Exception {
        first.stop();
        second.stop();
    }

    /// A node with what it needs to send.
    private final class Desk {
        private final AtomicLong watch = new AtomicLong();
        private final ClusterNode node = TestClusterNodes.among(database, new SteppedClock(() -> now), watch::get);
        private final ConversationMessageService messages = new ConversationMessageService(
                database.jdbi(), database.vault(), node, posted -> this.delivery.posted(posted));
        private final ScriptedMessageSender sender = new ScriptedMessageSender();
        private final DeliveryService delivery = new DeliveryService(
                messages,
                new OutboxOwnershipService(database.jdbi(), database.vault(), node),
                node,
                chats,
                new SteppedClock(() -> now),
                List.of(sender),
                new SendMetrics(
                        new SimpleMeterRegistry(), new TurnTracing(OpenTelemetry.noop()), new SteppedClock(() -> now)));

        Desk() {
            delivery.open();
            delivery.sweep();
        }

        void post(String... texts) {
            messages.answerAbout(
                    chat.conversation(),
                    chat.conversation(),
                    List.of(texts).stream().map(Reply::plain).toList(),
                    now);
        }

        Optional<String> recalls(Message message) {
            return new MessageCorrectionService(
                            database.jdbi(),
                            messages,
                            new OutboxOwnershipService(database.jdbi(), database.vault(), node))
                    .recall(message.conversation(), message.seq(), now)
                    .map(before -> before.body().text());
        }

        void stop() throws InterruptedException {
            delivery.close();
            node.close();
        }
    }

    /// Long enough for a node to be dead.
    private void passes(Duration time, Desk... desks) {
        now = now.plus(time);
        for (Desk desk : desks) {
            desk.watch.addAndGet(time.toNanos());
        }
    }

    private void untilNothingIsPending() {
        AwaitSupport.await().until(() -> first.messages.pendingOf(chat).isEmpty());
    }

    private List<String> states() {
        return first.messages.history(chat.conversation(), 0, 100).stream()
                .map(m -> m.body().text() + " " + m.state())
                .toList();
    }

    @Test
    void whoever_speaks_sends_at_once_when_nothing_is_unsent() throws Exception {
        first.post("a");
        assertThat(first.sender.tries(1)).containsExactly("a");
        untilNothingIsPending();
        second.post("b");
        assertThat(second.sender.tries(1)).containsExactly("b");
        untilNothingIsPending();
        first.post("c");
        assertThat(first.sender.tries(1)).containsExactly("c");
        untilNothingIsPending();
        assertThat(states()).containsExactly("a SENT", "b SENT", "c SENT");
    }

    @Test
    void what_is_recalled_on_one_node_is_not_sent_by_another_and_what_came_after_it_is() throws Exception {
        Instant due = now.plusSeconds(11);
        Message held = first.messages
                .answerLater(1, chat.conversation(), List.of(Reply.plain("a")), due, now)
                .getFirst();
        first.post("b");
        first.delivery.sweep();
        second.delivery.sweep();
        assertThat(first.sender.more()).isEmpty();
        assertThat(second.recalls(held)).contains("a");
        assertThat(second.recalls(held)).isEmpty();
        now = due;
        first.delivery.sweep();
        second.delivery.sweep();
        assertThat(first.sender.tries(1)).containsExactly("b");
        untilNothingIsPending();
        assertThat(second.sender.more()).isEmpty();
        assertThat(states()).containsExactly(" REFUSED", "b SENT");
    }

    @Test
    void what_waits_to_be_recalled_is_sent_in_its_time_though_its_node_is_gone_and_then_recalled_no_more()
            throws Exception {
        Instant due = now.plusSeconds(11);
        Message held = first.messages
                .answerLater(1, chat.conversation(), List.of(Reply.plain("a")), due, now)
                .getFirst();
        first.stop();
        passes(LONG, second);
        second.node.beat();
        second.delivery.sweep();
        second.delivery.sweep();
        assertThat(second.sender.tries(1)).containsExactly("a");
        untilNothingIsPending();
        assertThat(second.recalls(held)).isEmpty();
        assertThat(states()).containsExactly("a SENT");
    }

    @Test
    void what_others_say_behind_unsent_lines_is_sent_by_the_node_that_has_those_in_order() throws Exception {
        first.sender.answers(new MessageSender.SendResult.RetryAfter(Duration.ofSeconds(5), "slow down"));
        first.post("a");
        assertThat(first.sender.tries(1)).containsExactly("a");
        second.post("b");
        first.post("c");
        second.post("d");
        second.delivery.sweep();
        first.delivery.sweep();
        first.post("e");
        assertThat(first.sender.more()).isEmpty();
        now = now.plusSeconds(5);
        second.delivery.sweep();
        first.delivery.sweep();
        assertThat(first.sender.tries(5)).containsExactly("a", "b", "c", "d", "e");
        untilNothingIsPending();
        assertThat(second.sender.more()).isEmpty();
        assertThat(states()).containsExactly("a SENT", "b SENT", "c SENT", "d SENT", "e SENT");
    }

    @Test
    void what_a_dead_node_left_goes_once_and_in_order_before_what_is_said_then() throws Exception {
        first.sender.answers(new MessageSender.SendResult.RetryAfter(Duration.ofSeconds(2), "slow down"));
        first.post("a", "b");
        assertThat(first.sender.tries(1)).containsExactly("a");
        second.node.beat();
        second.delivery.sweep();
        // The first lives on without a beat, as one whose database is away.
        passes(LONG, first, second);
        second.node.beat();
        second.post("c");
        first.delivery.sweep();
        assertThat(first.sender.more()).isEmpty();
        second.delivery.sweep();
        second.post("d");
        assertThat(second.sender.tries(4)).containsExactly("a", "b", "c", "d");
        untilNothingIsPending();
        first.node.beat();
        first.delivery.sweep();
        first.delivery.sweep();
        assertThat(first.sender.more()).isEmpty();
        assertThat(second.sender.more()).isEmpty();
        assertThat(states()).containsExactly("a SENT", "b SENT", "c SENT", "d SENT");
        first.post("e");
        assertThat(first.sender.tries(1)).containsExactly("e");
    }

    @Test
    void what_a_stopped_node_left_is_sent_by_another_as_soon_as_that_has_looked() throws Exception {
        first.sender.answers(new MessageSender.SendResult.RetryAfter(Duration.ofSeconds(5), "slow down"));
        first.post("a", "b");
        assertThat(first.sender.tries(1)).containsExactly("a");
        second.node.beat();
        second.delivery.sweep();
        first.stop();
        second.node.beat();
        second.delivery.sweep();
        now = now.plusSeconds(5);
        second.delivery.sweep();
        assertThat(second.sender.tries(2)).containsExactly("a", "b");
    }

    @Test
    void a_node_that_may_be_taken_for_dead_sends_nothing_until_it_beats_again() throws Exception {
        first.post("a");
        assertThat(first.sender.tries(1)).containsExactly("a");
        untilNothingIsPending();
        first.watch.addAndGet(Duration.ofSeconds(6).toNanos());
        first.post("b", "c");
        first.delivery.sweep();
        assertThat(first.sender.more()).isEmpty();
        first.node.beat();
        first.post("d");
        assertThat(first.sender.more()).isEmpty();
        first.delivery.sweep();
        assertThat(first.sender.tries(3)).containsExactly("b", "c", "d");
    }

    @Test
    void what_a_command_says_is_sent_by_the_node_of_the_chat_or_by_any() throws Exception {
        ClusterNode none = new ClusterNode(
                database.jdbi(),
                new SteppedClock(() -> now),
                new pk.rahnuma.persistence.PeriodicTaskRunner(),
                false,
                System::nanoTime);
        ConversationMessageService command =
                new ConversationMessageService(database.jdbi(), database.vault(), none, posted -> {
                    throw new AssertionError("a command has nobody to tell");
                });
        command.post(chat.conversation(), List.of(Reply.plain("a")), now);
        second.delivery.sweep();
        first.delivery.sweep();
        assertThat(second.sender.tries(1)).containsExactly("a");
        untilNothingIsPending();
        command.post(chat.conversation(), List.of(Reply.plain("b")), now);
        second.post("c");
        first.delivery.sweep();
        second.delivery.sweep();
        assertThat(second.sender.tries(2)).containsExactly("b", "c");
        assertThat(first.sender.more()).isEmpty();
    }
}
