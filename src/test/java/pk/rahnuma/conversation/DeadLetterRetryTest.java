package pk.rahnuma.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.conversation.DeadLetterService.RetryResult;
import pk.rahnuma.conversation.batch.IncomingMessage;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.conversation.batch.TurnReceipt;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.Channel;

/// Failed messages and their handling by staff.
class DeadLetterRetryTest {

    private TestServer server;
    private int update;

    private void in(Supplier<TestServer.Builder> database, Callable<Void> test) throws Exception {
        try (TestServer started = database.get().shareServer()) {
            server = started;
            test.call();
        }
    }

    @ParameterizedTest
    @MethodSource("pk.rahnuma.TestServer#builders")
    void aDeadLetterIsListedShownRetriedInOrderAndDiscarded(Supplier<TestServer.Builder> database) throws Exception {
        in(database, () -> {
            DeadLetterService letters = server.getBean(DeadLetterService.class);
            assertThat(letters.listDeadLetters(10)).isEmpty();
            long amna = says("amna", "/start").conversation();
            byte[] state = spoil(amna);
            String first = parked("amna", "English");
            String second = parked("amna", "my secret");

            assertThat(letters.listDeadLetters(10))
                    .allMatch(letter ->
                            letter.channel() == Channel.WEB && letter.failure().contains("SubjectKeyRing.open"))
                    .extracting(DeadLetterService.DeadLetter::displayNumber)
                    .containsExactly(first, second);
            assertThat(letters.listDeadLetters(1)).hasSize(1);
            assertThat(letters.openDeadLetter(id(second), "Sana", Instant.now())
                            .orElseThrow()
                            .content())
                    .contains("\"my secret\"");
            assertThat(audit(amna)).contains("Sana letter.viewed " + second + " null");

            int said = lines(amna).size();
            assertThat(letters.retryDeadLetter(id(second), "Sana", Instant.now()))
                    .isInstanceOfSatisfying(
                            RetryResult.OlderExists.class,
                            older -> assertThat(older.first().displayNumber()).isEqualTo(first));
            assertThat(letters.retryDeadLetter(id(first), "Sana", Instant.now()))
                    .isInstanceOfSatisfying(
                            RetryResult.Failed.class,
                            failed -> assertThat(failed.failure()).startsWith("java.lang.IllegalStateException"));
            assertThat(lines(amna)).hasSize(said);
            assertThat(letters.listDeadLetters(10)).hasSize(2);
            assertThat(ticketStates(amna)).containsExactly("NEW");

            mend(amna, state);
            assertThat(letters.retryDeadLetter(id(first), "Sana", Instant.now()))
                    .isInstanceOf(RetryResult.Processed.class);
            assertThat(letters.retryDeadLetter(id(first), "Sana", Instant.now()))
                    .isInstanceOf(RetryResult.NotFound.class);
            assertThat(lines(amna)).hasSizeGreaterThan(said);
            assertThat(lines(amna).get(said).body().text()).isEqualTo("English");
            untilAllIsSent(amna);
            assertThat(ticketStates(amna)).containsExactly("NEW");

            assertThat(letters.discardDeadLetter(id(second), "Omar", "said twice", Instant.now()))
                    .isPresent();
            assertThat(letters.listDeadLetters(10)).isEmpty();
            assertThat(audit(amna))
                    .contains(
                            "Sana letter.retried " + first + " null", "Omar letter.dropped " + second + " said twice");
            assertThat(ticketStates(amna)).containsExactly("NEW");
            assertThat(says("amna", "/menu").replies()).isNotEmpty();
            return null;
        });
    }

    @ParameterizedTest
    @MethodSource("pk.rahnuma.TestServer#builders")
    void twoConcurrentRetriesOfOneDeadLetterRunItOnce(Supplier<TestServer.Builder> database) throws Exception {
        in(database, () -> {
            long bilal = says("bilal", "/start").conversation();
            byte[] state = spoil(bilal);
            long letter = id(parked("bilal", "English"));
            mend(bilal, state);
            DeadLetterService letters = server.getBean(DeadLetterService.class);
            try (ExecutorService two = Executors.newFixedThreadPool(2)) {
                Callable<RetryResult> retry = () -> letters.retryDeadLetter(letter, "Sana", Instant.now());
                List<RetryResult> came = new ArrayList<>();
                for (Future<RetryResult> one : two.invokeAll(List.of(retry, retry))) {
                    came.add(one.get(20, TimeUnit.SECONDS));
                }
                assertThat(came).hasAtLeastOneElementOfType(RetryResult.Processed.class);
                assertThat(came).hasAtLeastOneElementOfType(RetryResult.NotFound.class);
            }
            assertThat(lines(bilal).stream()
                            .filter(line -> line.direction() == Message.Direction.RECEIVED)
                            .map(line -> line.body().text()))
                    .containsExactly("/start", "English");
            assertThat(ticketStates(bilal)).as("no dead letter is left").containsExactly("CLOSED");
            return null;
        });
    }

    /// Destroys the stored data of a person, so that it cannot be read any more.
    private byte[] spoil(long conversation) {
        byte[] state = server.sql().queryOne(byte[].class, "select state from conversation where id = ?", conversation);
        server.sql().execute("update conversation set state = x'00' where id = ?", conversation);
        return state;
    }

    private void mend(long conversation, byte[] state) {
        server.sql().execute("update conversation set state = ? where id = ?", state, conversation);
    }

    /// Sends a message that fails.
    ///
    /// @return the number that the sender was shown
    private String parked(String who, String text) throws Exception {
        String word = says(who, text).replies().getFirst().body().text();
        return server.sql().queryList(Long.class, "select id from dead_letter").stream()
                .map(id -> Long.toString(id, Character.MAX_RADIX).toUpperCase(Locale.ROOT))
                .filter(word::contains)
                .findFirst()
                .orElseThrow();
    }

    private TurnReceipt says(String who, String text) throws Exception {
        return server.getBean(MessageIntake.class)
                .offerMessage(new IncomingMessage(
                        Channel.WEB, who, "" + update++, new ConversationInput.Text(text), "en", Instant.now()))
                .get(20, TimeUnit.SECONDS);
    }

    private List<Message> lines(long conversation) {
        return server.getBean(ConversationMessageService.class).readHistory(conversation, 0, 100);
    }

    private void untilAllIsSent(long conversation) {
        AwaitSupport.await()
                .until(() -> !server.getBean(ConversationMessageService.class).hasPending(conversation));
    }

    private List<String> ticketStates(long conversation) {
        return strings("select status from ticket where conversation_id = ? order by opened_at, id", conversation);
    }

    private List<String> audit(long conversation) {
        return strings(
                "select concat(who, ' ', what, ' ', about, ' ', coalesce(detail, 'null')) from audit where chain = ?"
                        + " order by seq",
                conversation);
    }

    private List<String> strings(String query, long conversation) {
        return server.sql().queryList(String.class, query, conversation);
    }

    private static long id(String number) {
        return Long.parseLong(number, Character.MAX_RADIX);
    }
}
