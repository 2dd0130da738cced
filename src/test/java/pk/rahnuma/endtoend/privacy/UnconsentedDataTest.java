package pk.rahnuma.endtoend.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.endtoend.ExpectedTexts;
import pk.rahnuma.endtoend.channel.WebChannelUser;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.person.UnconsentedDataService;

/// Retention of messages before consent, over HTTP.
class UnconsentedDataTest {

    private static final ExpectedTexts TEXTS = ExpectedTexts.inLanguage("en");
    private static final Duration TTL = Duration.ofHours(24);

    @ParameterizedTest(name = "on {0}")
    @MethodSource("pk.rahnuma.TestServer#builders")
    void afterARefusalNoTableHoldsWordsOfTheChat(Supplier<TestServer.Builder> plan) throws Exception {
        try (TestServer server = plan.get().shareServer()) {
            WebChannelUser guest = asksBeforeAgreeing(server);
            long person = person(server);
            assertThat(heard(server, person)).contains("My name is Zulfiqar Bhatti", "/start");
            guest.sendsText("no");
            guest.awaitsMessage("What you have written here is deleted.");

            assertThat(heard(server, person)).isEmpty();
            List<DatabaseDump.DumpedRow> rows =
                    DatabaseDump.dumpDatabase(server.sql()).rowsAbout(person);
            assertThat(rows)
                    .extracting(DatabaseDump.DumpedRow::table)
                    .containsOnly("subject", "conversation", "chat", "chat_token", "seen", "message", "audit");
            server.getBean(ConversationMessageService.class)
                    .readHistory(person, 0, 100)
                    .forEach(message -> assertThat(message.direction()).isEqualTo(Message.Direction.REPLY));

            guest.sendsText("eligibility");
            guest.awaitsMessage(TEXTS.text("eligibility.situation.ask"));
            assertThat(heard(server, person)).containsExactly("eligibility");
        }
    }

    @ParameterizedTest(name = "on {0}")
    @MethodSource("pk.rahnuma.TestServer#builders")
    void withoutAnAnswerWordsAreDeletedADayAfterTheLastOne(Supplier<TestServer.Builder> plan) throws Exception {
        try (TestServer server = plan.get().shareServer()) {
            WebChannelUser guest = asksBeforeAgreeing(server);
            long person = person(server);
            UnconsentedDataService data = server.getBean(UnconsentedDataService.class);
            Instant lastWord = lastWord(server, person);
            // Unsent messages stay until they are sent.
            AwaitSupport.await()
                    .until(() ->
                            !server.getBean(ConversationMessageService.class).hasPending(person));

            assertThat(data.deleteExpired(lastWord.plus(TTL))).isZero();
            assertThat(heard(server, person)).isNotEmpty();
            assertThat(data.deleteExpired(lastWord.plus(TTL).plusSeconds(1))).isEqualTo(1);
            assertThat(heard(server, person)).isEmpty();
            assertThat(DatabaseDump.dumpDatabase(server.sql()).rowsAbout(person))
                    .extracting(DatabaseDump.DumpedRow::table)
                    .containsOnly("subject", "conversation", "chat", "chat_token", "seen");
            assertThat(data.deleteExpired(lastWord.plus(TTL.multipliedBy(2)))).isZero();

            // The language is still known.
            guest.sendsText("menu");
            guest.awaitsMessage(TEXTS.text("engine.menu"));
        }
    }

    @ParameterizedTest(name = "on {0}")
    @MethodSource("pk.rahnuma.TestServer#builders")
    void theChatOfWhoAgreedOrHasATicketStays(Supplier<TestServer.Builder> plan) {
        try (TestServer server = plan.get().shareServer()) {
            WebChannelUser guest = asksBeforeAgreeing(server);
            long person = person(server);
            guest.sendsText("human");
            guest.awaitsMessage(TEXTS.text("human.story.ask"));
            guest.sendsText("It has been slow since Monday");
            guest.awaitsMessage("Your ticket number is");
            UnconsentedDataService data = server.getBean(UnconsentedDataService.class);
            Instant late = server.now().plus(TTL.multipliedBy(3));
            assertThat(data.deleteExpired(late)).isZero();
            assertThat(heard(server, person)).isNotEmpty();

            WebChannelUser other = new WebChannelUser(server);
            other.sendsText("/start");
            other.awaitsMessage(TEXTS.text("welcome.greeting.say"));
            other.sendsText("register");
            other.tapsButton(other.awaitsMessage(TEXTS.text("consent.consent.ask")), "Yes");
            other.awaitsMessage(TEXTS.text("register-individual.work_type.ask"));
            assertThat(data.deleteExpired(late)).isZero();
        }
    }

    private static WebChannelUser asksBeforeAgreeing(TestServer server) {
        WebChannelUser guest = new WebChannelUser(server);
        guest.sendsText("/start");
        guest.sendsText("register");
        guest.awaitsMessage(TEXTS.text("consent.consent.ask"));
        guest.sendsText("My name is Zulfiqar Bhatti");
        guest.awaitsMessage("✓ Name: Zulfiqar Bhatti");
        return guest;
    }

    private static List<String> heard(TestServer server, long person) {
        return server.getBean(ConversationMessageService.class).readHistory(person, 0, 100).stream()
                .filter(message -> message.direction() == Message.Direction.RECEIVED)
                .map(message -> message.body().text())
                .toList();
    }

    private static long person(TestServer server) {
        return server.sql().queryOne(Long.class, "select id from conversation");
    }

    private static Instant lastWord(TestServer server, long person) {
        return server.sql().queryOne(Instant.class, "select updated_at from conversation where id = ?", person);
    }
}
