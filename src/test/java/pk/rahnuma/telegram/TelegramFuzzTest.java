package pk.rahnuma.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeContainer;
import pk.rahnuma.TestServer;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.telegram.update.MalformedUpdates;

/// The bot survives anything that Telegram sends: all updates are confirmed, and the next person who writes is
/// answered, once.
@Tag("long")
class TelegramFuzzTest {

    private static FakeBotApi api;
    private static TestServer server;
    private static FakeTelegramUser other;
    private static int answers;

    @BeforeContainer
    static void open() {
        api = FakeBotApi.start();
        server = TestServer.onH2()
                .withBot(api)
                .withProperty("rahnuma.turn.flood", 0)
                .startServer();
        api.person(7001, "ur");
        api.person(7002, null);
        other = api.person(7003, "en");
        other.says("/start");
        other.awaits("This is Rahnuma");
        answers = other.heard().size();
    }

    @AfterContainer
    static void close() {
        server.close();
        api.close();
    }

    /// No message of a person becomes a dead letter, and the bot sends nothing that the Bot API refuses.
    @AfterProperty
    void noDeadLettersAndNoRefusals() {
        int parked = server.sql().queryOne(Integer.class, "select count(*) from dead_letter");
        assertThat(parked).isZero();
        assertThat(api.complaints()).isEmpty();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void nothingThatComesKeepsTheNextPersonWaiting(
            @ForAll("updates") List<String> updates, @ForAll boolean again, @ForAll boolean inBetween) {
        FakeBotApi.Written first = null;
        for (String update : updates) {
            api.inject(update);
            if (inBetween && first == null) {
                first = other.says("/language");
                answers++;
            }
        }
        FakeBotApi.Written last = other.says("/language");
        answers++;
        if (again) {
            api.redeliver(last);
        }
        api.awaitConfirmed(last.update());
        if (first != null) {
            api.redeliver(first);
        }
        awaitAnswers();
    }

    /// Waits for exactly so many answers: a duplicate appears by the next attempt at the latest.
    private static void awaitAnswers() {
        while (other.heard().size() < answers) {
            other.awaits(said -> true);
        }
        assertThat(other.heard()).hasSize(answers);
    }

    @Provide
    Arbitrary<List<String>> updates() {
        return MalformedUpdates.any().list().ofMinSize(1).ofMaxSize(6);
    }
}
