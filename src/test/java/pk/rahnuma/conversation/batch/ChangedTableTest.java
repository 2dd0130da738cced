package pk.rahnuma.conversation.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.messaging.conversation.Channel;

/// A node of a newer version changes tables while this one works.
class ChangedTableTest {

    private static final int PEOPLE = 40;

    static Stream<Named<TestServer.Builder>> houses() {
        return Stream.of(Named.of("H2", TestServer.onH2()), Named.of("MariaDB", TestServer.onMariaDb()));
    }

    @ParameterizedTest(name = "on {0}")
    @MethodSource("houses")
    void everyMessageIsAnsweredWhileTablesAreChanged(TestServer.Builder plan) throws Exception {
        try (TestServer server = plan.startServer()) {
            assertThat(say(server, "1")).allMatch(receipt -> !receipt.replies().isEmpty());
            for (String table : List.of("message", "seen", "conversation", "trail", "chat")) {
                server.sql().execute("alter table " + table + " add column later int");
            }
            assertThat(say(server, "2")).allMatch(receipt -> !receipt.replies().isEmpty());
            int lost = server.sql().queryOne(Integer.class, "select count(*) from dead_letter");
            assertThat(lost).isZero();
        }
    }

    private static List<TurnReceipt> say(TestServer server, String update) throws Exception {
        List<CompletableFuture<TurnReceipt>> receipts = new ArrayList<>();
        for (int person = 0; person < PEOPLE; person++) {
            receipts.add(server.getBean(MessageIntake.class)
                    .offerMessage(new IncomingMessage(
                            Channel.WEB,
                            "person" + person,
                            update,
                            new ConversationInput.Text("hello"),
                            "en",
                            Instant.now())));
        }
        List<TurnReceipt> done = new ArrayList<>();
        for (CompletableFuture<TurnReceipt> receipt : receipts) {
            done.add(receipt.get(20, TimeUnit.SECONDS));
        }
        return done;
    }
}
