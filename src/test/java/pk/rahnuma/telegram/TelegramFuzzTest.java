package pk.rahnuma.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import pk.rahnuma.TestServer;
import pk.rahnuma.random.RandomTest;
import pk.rahnuma.random.RandomValues;
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

    @BeforeAll
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

    @AfterAll
    static void close() {
        server.close();
        api.close();
    }

    /// No message of a person becomes a dead letter, and the bot sends nothing that the Bot API refuses.
    private static void requireNoDeadLettersAndNoRefusals() {
        int parked = server.sql().queryOne(Integer.class, "select count(*) from dead_letter");
        assertThat(parked).isZero();
        assertThat(api.complaints()).isEmpty();
    }

    @RandomTest(tries = 100)
    void nothingThatComesKeepsTheNextPersonWaiting(RandomValues random) {
        boolean inBetween = random.nextBoolean();
        FakeBotApi.Written first = null;
        for (int updates = random.intBetween(1, 6); updates > 0; updates--) {
            api.inject(MalformedUpdates.anyUpdate(random));
            if (inBetween && first == null) {
                first = BETWEEN.write();
            }
        }
        FakeBotApi.Written last = LAST.write();
        if (random.nextBoolean()) {
            api.redeliver(last);
        }
        api.awaitConfirmed(last.update());
        if (first != null) {
            api.redeliver(first);
        }
        BETWEEN.awaitAnswers();
        LAST.awaitAnswers();
        requireNoDeadLettersAndNoRefusals();
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
