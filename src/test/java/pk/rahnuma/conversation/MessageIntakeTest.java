package pk.rahnuma.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.conversation.batch.ChatResolver;
import pk.rahnuma.conversation.batch.IncomingMessage;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.conversation.batch.TurnBatchProcessor;
import pk.rahnuma.conversation.batch.TurnConfiguration;
import pk.rahnuma.conversation.batch.TurnMetrics;
import pk.rahnuma.conversation.batch.TurnReceipt;
import pk.rahnuma.conversation.batch.TurnRequest;
import pk.rahnuma.conversation.delivery.TurnTracing;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.shared.Reference;

/// Messages in, receipts out, on the real scripts.
class MessageIntakeTest {

    /// A valid reference that is not in use.
    private static final String UNKNOWN =
            Reference.forApplication(new java.util.Random()).toGroupedText();

    private static final TestServer server = TestServer.onH2().shareServer();

    @Test
    void aRepeatChangesNothingAndGetsTheRepliesOfBefore() throws Exception {
        TurnReceipt first = says("amna", "1", "/start");
        says("amna", "2", "English");
        List<Message> before = lines(first.conversation());
        TurnReceipt again = says("amna", "1", "/start");
        assertThat(first.repeated()).isFalse();
        assertThat(again.repeated()).isTrue();
        assertThat(texts(again)).isEqualTo(texts(first)).isNotEmpty();
        assertThat(lines(first.conversation())).hasSameSizeAs(before);
    }

    /// This node still has the chat in its cache.
    @Test
    void aPersonErasedByAnotherNodeIsNewWhenTheyWriteAgain() throws Exception {
        long before = says("farah", "1", "/start").conversation();
        server.sql().execute("delete from chat where conversation_id = ?", before);
        server.sql().execute("delete from conversation where id = ?", before);
        server.sql().execute("update subject set wrapped_key = null where id = ?", before);
        TurnReceipt again = says("farah", "2", "/start");
        assertThat(again.conversation()).isNotEqualTo(before);
        assertThat(again.replies()).isNotEmpty();
    }

    @Test
    void aConversationThatTwoNodesWakeIsWokenOnce() throws Exception {
        long conversation = says("ejaz", "1", "/start").conversation();
        ChatResolver chats = server.getBean(ChatResolver.class);
        TurnBatchProcessor batch = server.getBean(TurnBatchProcessor.class);
        Instant due = Instant.parse("2026-03-02T09:00:00.123456Z");
        List<Boolean> repeated = new ArrayList<>();
        for (int node = 0; node < 2; node++) {
            Instant now = Instant.now();
            List<TurnRequest> works = List.of(TurnRequest.ofWakeUp(conversation, due, now));
            repeated.add(batch.processBatch(chats.resolveChats(works, now), now)
                    .getFirst()
                    .repeated());
        }
        assertThat(repeated).containsExactly(false, true);
    }

    @Test
    void severalMessagesOfAChatInOneBatchAreAnsweredInOrder() {
        ChatResolver chats = server.getBean(ChatResolver.class);
        TurnBatchProcessor batch = server.getBean(TurnBatchProcessor.class);
        Instant now = Instant.now();
        List<TurnRequest> works = List.of(
                work("bushra", "1", "/start"),
                work("bushra", "2", "English"),
                work("bushra", "2", "English"),
                work("bushra", "3", "/language"));
        List<TurnReceipt> receipts = batch.processBatch(chats.resolveChats(works, now), now);
        assertThat(receipts).extracting(TurnReceipt::repeated).containsExactly(false, false, true, false);
        assertThat(texts(receipts.get(2))).isEqualTo(texts(receipts.get(1)));
        List<Message> lines = lines(receipts.getFirst().conversation());
        assertThat(lines.stream()
                        .filter(line -> line.direction() == Message.Direction.RECEIVED)
                        .map(line -> line.body().text()))
                .containsExactly("/start", "English", "/language");
        List<String> said = new ArrayList<>();
        List.of(0, 1, 3).forEach(i -> said.addAll(texts(receipts.get(i))));
        assertThat(lines.stream()
                        .filter(line -> line.direction() == Message.Direction.REPLY)
                        .map(line -> line.body().text()))
                .isEqualTo(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"😀", "\u0000", "\ud800", "ہ", "\"", "\u2028"})
    void theLongestMessageIsAnsweredWhateverItIsMadeOf(String unit) throws Exception {
        TurnReceipt receipt = says("emoji" + unit, "1", unit.repeat(4096 / unit.length()));
        assertThat(receipt.replies()).isNotEmpty();
        assertThat(count("select count(*) from dead_letter where conversation_id = ?", receipt.conversation()))
                .isZero();
        assertThat(lines(receipt.conversation()).getFirst().direction()).isEqualTo(Message.Direction.RECEIVED);
    }

    @Test
    void anOversizedMessageBecomesADeadLetter() throws Exception {
        long broken = says("large", "1", "/start").conversation();
        server.sql().execute("update conversation set state = x'00' where id = ?", broken);
        assertThat(says("large", "2", "x".repeat(100_000)).replies()).hasSize(1);
        assertThat(count("select count(*) from dead_letter where conversation_id = ?", broken))
                .isOne();
    }

    @Test
    void aMessageThatAlwaysFailsBecomesADeadLetterWithATicketAndTheOthersOfItsBatchPass() throws Exception {
        long broken = says("chand", "1", "/start").conversation();
        long held = says("dua", "1", "/start").conversation();
        // Her stored data cannot be read any more.
        server.sql().execute("update conversation set state = x'00' where id = ?", broken);
        List<CompletableFuture<TurnReceipt>> batch = new ArrayList<>();
        server.sql().inTransaction(() -> {
            server.sql().execute("update conversation set language = language where id = ?", held);
            batch.add(offer("dua", "2", "English"));
            batch.add(offer("chand", "2", "English"));
            batch.add(offer("erum", "1", "/start"));
        });
        for (CompletableFuture<TurnReceipt> one : batch) {
            assertThat(get(one).replies()).isNotEmpty();
        }
        String word = texts(get(batch.get(1))).getFirst();
        assertThat(count("select count(*) from dead_letter where conversation_id = ?", broken))
                .isEqualTo(1);
        assertThat(count("select count(*) from ticket where conversation_id = ?", broken))
                .isEqualTo(1);
        long letter = server.sql().queryOne(Long.class, "select id from dead_letter where conversation_id = ?", broken);
        assertThat(word).contains(Long.toString(letter, 36).toUpperCase());
        assertThat(says("chand", "2", "English").repeated()).isTrue();
    }

    @Test
    void aMessageWhoseChatCannotBeOpenedIsRefusedAndTheOthersOfItsBatchPass() throws Exception {
        long held = says("haris", "1", "/start").conversation();
        List<CompletableFuture<TurnReceipt>> batch = new ArrayList<>();
        server.sql().inTransaction(() -> {
            server.sql().execute("update conversation set language = language where id = ?", held);
            batch.add(offer("haris", "2", "English"));
            batch.add(offer("x".repeat(5_000), "1", "/start"));
            batch.add(offer("iqra", "1", "/start"));
            batch.add(offer("haris", "3", "/menu"));
        });
        assertThat(get(batch.remove(1))).isEqualTo(new TurnReceipt(0, false, List.of(), null));
        for (CompletableFuture<TurnReceipt> one : batch) {
            assertThat(get(one).replies()).isNotEmpty();
        }
    }

    @Test
    void aHeldMessageAndLaterOnesHaveItsTime() {
        ChatResolver chats = server.getBean(ChatResolver.class);
        TurnBatchProcessor batch = server.getBean(TurnBatchProcessor.class);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        int update = 0;
        for (String text : List.of("/start", "English", "/status", UNKNOWN)) {
            TurnRequest work = work("gul", "" + update++, text);
            assertThat(times(batch.processBatch(chats.resolveChats(List.of(work), now), now)))
                    .containsOnlyNulls();
        }
        List<TurnRequest> together = List.of(work("gul", "5", "000000"), work("gul", "6", "/menu"));
        Instant due = now.plusMillis(500);
        assertThat(times(batch.processBatch(chats.resolveChats(together, now), now)))
                .hasSizeGreaterThan(1)
                .containsOnly(due);
        Instant before = due.minusMillis(1);
        assertThat(times(batch.processBatch(chats.resolveChats(List.of(work("gul", "7", "/menu")), before), before)))
                .containsOnly(due);
        assertThat(times(batch.processBatch(chats.resolveChats(List.of(work("gul", "8", "/menu")), due), due)))
                .containsOnlyNulls();
    }

    @Test
    void aFloodIsWarnedOnceAndOthersAreAnswered() throws Exception {
        says("habib", "0", "/start");
        says("habib", "1", "English");
        List<CompletableFuture<TurnReceipt>> flood = new ArrayList<>();
        for (int i = 2; i < 200; i++) {
            flood.add(offer("habib", "" + i, "number " + i));
        }
        CompletableFuture<TurnReceipt> other = offer("iqra", "1", "/start");
        List<String> said = new ArrayList<>();
        for (CompletableFuture<TurnReceipt> one : flood) {
            said.addAll(texts(get(one)));
        }
        assertThat(said).filteredOn(text -> text.contains("very many messages")).hasSize(1);
        assertThat(said).hasSizeLessThan(130);
        assertThat(texts(get(other))).isNotEmpty();
        assertThat(lines(get(flood.getFirst()).conversation()).stream()
                        .filter(line -> line.direction() == Message.Direction.RECEIVED))
                .hasSizeLessThan(130);
    }

    @Test
    void aQueueThatIsFullIsUnavailableAndWhatItTookIsAnswered() throws Exception {
        long held = says("farah", "1", "/start").conversation();
        TurnConfiguration small = new TurnConfiguration(
                1,
                1,
                2,
                Duration.ofSeconds(1),
                0,
                1_000_000,
                Duration.ofMinutes(2),
                Duration.ofHours(1),
                Duration.ofSeconds(10));
        TurnWorkerPool runners = new TurnWorkerPool(
                small,
                server.getBean(ChatResolver.class),
                server.getBean(TurnBatchProcessor.class),
                server.getBean(DeadLetterRecorder.class),
                server.getBean(TurnMetrics.class),
                server.getBean(TurnTracing.class),
                Clock.systemUTC());
        List<CompletableFuture<TurnReceipt>> offered = new ArrayList<>();
        server.sql().inTransaction(() -> {
            server.sql().execute("update conversation set language = language where id = ?", held);
            for (int i = 2; i < 8; i++) {
                offered.add(runners.offerMessage(incoming("farah", "" + i, "English")));
            }
            assertThat(offered).anyMatch(CompletableFuture::isCompletedExceptionally);
        });
        int answered = 0;
        for (CompletableFuture<TurnReceipt> one : offered) {
            if (one.isCompletedExceptionally()) {
                assertThatThrownBy(one::get)
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(MessageIntake.IntakeUnavailableException.class);
            } else {
                get(one);
                answered++;
            }
        }
        assertThat(answered).isBetween(2, 3);
        runners.shutDown();
        assertThat(runners.offerMessage(incoming("farah", "9", "English"))).isCompletedExceptionally();
    }

    private static TurnReceipt says(String who, String update, String text) throws Exception {
        return get(offer(who, update, text));
    }

    private static TurnReceipt get(CompletableFuture<TurnReceipt> receipt) throws Exception {
        return receipt.get(20, TimeUnit.SECONDS);
    }

    private static CompletableFuture<TurnReceipt> offer(String who, String update, String text) {
        return server.getBean(MessageIntake.class).offerMessage(incoming(who, update, text));
    }

    private static TurnRequest work(String who, String update, String text) {
        return TurnRequest.fromMessage(incoming(who, update, text), Span.getInvalid());
    }

    private static IncomingMessage incoming(String who, String update, String text) {
        return new IncomingMessage(Channel.WEB, who, update, new ConversationInput.Text(text), "en", Instant.now());
    }

    private static List<String> texts(TurnReceipt receipt) {
        return receipt.replies().stream().map(message -> message.body().text()).toList();
    }

    private static List<Instant> times(List<TurnReceipt> receipts) {
        return receipts.stream()
                .flatMap(receipt -> receipt.replies().stream())
                .map(Message::notBefore)
                .toList();
    }

    private static List<Message> lines(long conversation) {
        return server.getBean(ConversationMessageService.class).readHistory(conversation, 0, 100);
    }

    private static int count(String query, long conversation) {
        return server.sql().queryOne(Integer.class, query, conversation);
    }
}
