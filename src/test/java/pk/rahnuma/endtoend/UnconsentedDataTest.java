package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.person.UnconsentedDataService;

/// What people say before they agree, over HTTP: how long it is stored.
class UnconsentedDataTest {

    private static final ExpectedTexts SAID = ExpectedTexts.in("en");
    private static final Duration TTL = Duration.ofHours(24);

    @ParameterizedTest(name = "on {0}")
    @MethodSource("pk.rahnuma.TestServer#plans")
    void afterARefusalNoTableHoldsWordsOfTheChat(Supplier<TestServer.Builder> plan) throws Exception {
        try (TestServer house = plan.get().start()) {
            WebChannelUser guest = asksBeforeAgreeing(house);
            long person = person(house);
            assertThat(heard(house, person)).contains("My name is Zulfiqar Bhatti", "/start");
            guest.says("no");
            guest.awaits("What you have written here is deleted.");

            assertThat(heard(house, person)).isEmpty();
            List<DatabaseDump.DumpedRow> rows =
                    DatabaseDump.of(house.get(Jdbi.class)).about(person);
            assertThat(rows)
                    .extracting(DatabaseDump.DumpedRow::table)
                    .containsOnly("subject", "conversation", "chat", "chat_token", "seen", "message", "audit");
            house.get(ConversationMessageService.class)
                    .history(person, 0, 100)
                    .forEach(message -> assertThat(message.direction()).isEqualTo(Message.Direction.SAID));

            guest.says("eligibility");
            guest.awaits(SAID.text("eligibility.use.ask"));
            assertThat(heard(house, person)).containsExactly("eligibility");
        }
    }

    @ParameterizedTest(name = "on {0}")
    @MethodSource("pk.rahnuma.TestServer#plans")
    void withoutAnAnswerWordsAreDeletedADayAfterTheLastOne(Supplier<TestServer.Builder> plan) throws Exception {
        try (TestServer house = plan.get().start()) {
            WebChannelUser guest = asksBeforeAgreeing(house);
            long person = person(house);
            UnconsentedDataService data = house.get(UnconsentedDataService.class);
            Instant lastWord = lastWord(house, person);
            // What is still to be sent stays until it is.
            AwaitSupport.await().until(() -> pending(house, person) == 0);

            assertThat(data.forgetExpired(lastWord.plus(TTL))).isZero();
            assertThat(heard(house, person)).isNotEmpty();
            assertThat(data.forgetExpired(lastWord.plus(TTL).plusSeconds(1))).isEqualTo(1);
            assertThat(heard(house, person)).isEmpty();
            assertThat(DatabaseDump.of(house.get(Jdbi.class)).about(person))
                    .extracting(DatabaseDump.DumpedRow::table)
                    .containsOnly("subject", "conversation", "chat", "chat_token", "seen");
            assertThat(data.forgetExpired(lastWord.plus(TTL.multipliedBy(2)))).isZero();

            // The language is still known.
            guest.says("menu");
            guest.awaits(SAID.text("engine.menu"));
        }
    }

    @ParameterizedTest(name = "on {0}")
    @MethodSource("pk.rahnuma.TestServer#plans")
    void theChatOfWhoAgreedOrHasATicketStays(Supplier<TestServer.Builder> plan) {
        try (TestServer house = plan.get().start()) {
            WebChannelUser guest = asksBeforeAgreeing(house);
            long person = person(house);
            guest.says("human");
            guest.awaits(SAID.text("human.topic.ask"));
            guest.says("Something else");
            guest.awaits(SAID.text("human.story.ask"));
            guest.says("It has been slow since Monday");
            guest.awaits("A member of staff will answer you here");
            UnconsentedDataService data = house.get(UnconsentedDataService.class);
            Instant late = house.get(Clock.class).instant().plus(TTL.multipliedBy(3));
            assertThat(data.forgetExpired(late)).isZero();
            assertThat(heard(house, person)).isNotEmpty();

            WebChannelUser other = new WebChannelUser(house);
            other.says("/start");
            other.taps(other.awaits("Which language?"), "English");
            other.taps(other.awaits(SAID.text("consent.consent.ask")), "Yes");
            other.awaits(SAID.text("welcome.ready.say"));
            assertThat(data.forgetExpired(late)).isZero();
        }
    }

    private static WebChannelUser asksBeforeAgreeing(TestServer house) {
        WebChannelUser guest = new WebChannelUser(house);
        guest.says("/start");
        guest.taps(guest.awaits("Which language?"), "English");
        guest.awaits(SAID.text("consent.consent.ask"));
        guest.says("My name is Zulfiqar Bhatti");
        guest.awaits(SAID.text("consent.consent.ask"));
        return guest;
    }

    private static List<String> heard(TestServer house, long person) {
        return house.get(ConversationMessageService.class).history(person, 0, 100).stream()
                .filter(message -> message.direction() == Message.Direction.HEARD)
                .map(message -> message.body().text())
                .toList();
    }

    private static long person(TestServer house) {
        return house.get(Jdbi.class)
                .withHandle(handle -> handle.createQuery("select id from conversation")
                        .mapTo(Long.class)
                        .one());
    }

    private static Instant lastWord(TestServer house, long person) {
        return house.get(Jdbi.class)
                .withHandle(handle -> handle.createQuery("select updated_at from conversation where id = ?")
                        .bind(0, person)
                        .mapTo(Instant.class)
                        .one());
    }

    private static int pending(TestServer house, long person) {
        return house.get(Jdbi.class)
                .withHandle(handle -> handle.createQuery(
                                "select count(*) from message where conversation_id = ? and state = 'PENDING'")
                        .bind(0, person)
                        .mapTo(Integer.class)
                        .one());
    }
}
