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
    private static final Sender BETWEEN = new Sender();
    private static final Sender LAST = new Sender();

    @BeforeContainer
    static void open() {
        api = FakeBotApi.start();
        server = TestServer.onH2()
                .withBot(api)
                .withProperty("rahnuma.turn.flood", 0)
                .startServer();
        api.person(7001, "ur");
        api.person(7002, null);
        BETWEEN.begin(api.person(7003, "en"));
        LAST.begin(api.person(7004, "en"));
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
                first = BETWEEN.write();
            }
        }
        FakeBotApi.Written last = LAST.write();
        if (again) {
            api.redeliver(last);
        }
        api.awaitConfirmed(last.update());
        if (first != null) {
            api.redeliver(first);
        }
        BETWEEN.awaitAnswers();
        LAST.awaitAnswers();
    }

    @Provide
    Arbitrary<List<String>> updates() {
        return MalformedUpdates.any().list().ofMinSize(1).ofMaxSize(6);
    }

    /// A user who writes one message at a time: messages that wait together get one answer.
    private static final class Sender {

        private FakeTelegramUser user;
        private int answers;

        void begin(FakeTelegramUser user) {
            this.user = user;
            user.says("/start");
            user.awaits("This is Rahnuma");
            answers = user.heard().size();
        }

        FakeBotApi.Written write() {
            answers++;
            return user.says("/language");
        }

        /// Waits for exactly so many answers: a duplicate appears by the next attempt at the latest.
        void awaitAnswers() {
            while (user.heard().size() < answers) {
                user.awaits(said -> true);
            }
            assertThat(user.heard()).hasSize(answers);
        }
    }
}
