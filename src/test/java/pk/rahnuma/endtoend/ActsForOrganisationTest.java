package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.endtoend.RegistersByTelegramTest.greet;
import static pk.rahnuma.endtoend.RegistersByTelegramTest.start;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.House;
import pk.rahnuma.dialog.Action;
import pk.rahnuma.registration.Decision;
import pk.rahnuma.registration.Move;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.Rooms;
import pk.rahnuma.registration.decisions.Proposals;
import pk.rahnuma.registration.submission.SubmitFor;
import pk.rahnuma.telegram.BotApi;
import pk.rahnuma.telegram.BotApiPerson;

/// From an invitation to a colleague who acts for the organisation, over HTTP.
class ActsForOrganisationTest {

    private static final String MINE = "my-organisations.";

    static Stream<Arguments> housesAndLanguages() {
        Named<Supplier<House.Plan>> h2 = Named.of("H2", House::onH2);
        Named<Supplier<House.Plan>> mariaDb = Named.of("MariaDB", House::onMariaDb);
        return Stream.of(
                Arguments.of(h2, "en"),
                Arguments.of(h2, "ur"),
                Arguments.of(h2, "ur-Latn"),
                Arguments.of(mariaDb, "en"));
    }

    @ParameterizedTest(name = "on {0} in {1}")
    @MethodSource("housesAndLanguages")
    void an_owner_invites_a_colleague_who_then_sees_and_withdraws_what_the_owner_sent(
            Supplier<House.Plan> plan, String language) {
        Said said = Said.in(language);
        try (BotApi api = BotApi.start();
                House house = start(plan.get(), api)) {
            BotApiPerson ayesha = api.person(7201, "en");
            greet(ayesha, said);
            Reference reference = applies(house, ErasedTest.person(house, 7201), "39.60.1.1");

            ayesha.says("/menu");
            ayesha.awaits(said.text("engine.menu"));
            ayesha.taps(said.text(MINE + "title"));
            ayesha.awaits(said.text(MINE + "way.ask"));
            ayesha.taps(said.text("values.invite"));
            ayesha.awaits(said.text(MINE + "invite_as.ask"));
            ayesha.taps(said.text(MINE + "invite_as.options.representative"));
            String link = "https://t.me/" + BotApi.USERNAME + "?start=";
            String payload = ayesha.awaits(link)
                    .text()
                    .replaceFirst("(?s).*" + java.util.regex.Pattern.quote(link) + "([A-Za-z0-9_-]+).*", "$1");

            // Somebody new: Telegram sends this when the link is opened.
            BotApiPerson bilal = api.person(7202, "en");
            bilal.says("/start " + payload);
            bilal.awaits("Which language?");
            bilal.taps(said.text("engine.languages." + said.language()));
            bilal.awaits(said.text("consent.consent.ask"));
            bilal.taps(said.text("options.yes_no.yes"));
            bilal.awaits("Alif Software");
            bilal.awaits(said.text("join.name.ask"));
            bilal.says("Bilal Ahmed");
            bilal.awaits("Alif Software");
            bilal.says("/menu");
            bilal.awaits(said.text("engine.menu"));
            bilal.taps(said.text("my-registrations.title"));
            bilal.awaits(said.text("my-registrations.none.say"));

            ayesha.awaits(told ->
                    told.data(said.text(MINE + "title")) != null && told.text().contains("Alif Software"));
            ayesha.taps(said.text(MINE + "title"));
            ayesha.awaits("Bilal Ahmed");
            ayesha.taps(said.text("values.decide"));
            ayesha.awaits(said.text(MINE + "asking.ask"));
            ayesha.says("1");
            ayesha.awaits(said.text(MINE + "verdict.ask"));
            ayesha.taps(said.text(MINE + "verdict.options.approve"));

            bilal.awaits(told ->
                    told.data(said.text(MINE + "title")) != null && told.text().contains("Alif Software"));
            Instant now = house.get(Clock.class).instant();
            house.get(Proposals.class).decide(reference, new Decision(Move.SCREEN), "sana", now);
            assertThat(ayesha.awaits(reference.grouped()).text()).contains("Alif Software");
            assertThat(bilal.awaits(reference.grouped()).text()).contains("Alif Software");
            bilal.taps(said.text("my-registrations.title"));
            assertThat(bilal.awaits(said.text("my-registrations.way.ask")).text())
                    .contains(reference.grouped(), "Alif Software", "39.60.1.1");
            bilal.taps(said.text("values.withdraw"));
            bilal.awaits(reference.grouped());
            bilal.taps(said.text("options.yes_no.yes"));
            bilal.awaits(reference.grouped());
            assertThat(status(house, reference)).isEqualTo("WITHDRAWN");

            BotApiPerson late = api.person(7203, "en");
            greet(late, said);
            late.says("/start " + payload);
            late.awaits(said.text("join.unknown.say"));
            assertThat(api.complaints()).isEmpty();
        }
    }

    /// The form for companies is tried elsewhere.
    static Reference applies(House house, long person, String address) {
        Map<String, Object> answers = Rooms.company("Alif Software", "", address);
        Action.Request<SubmitFor.In> request = new Action.Request<>(
                person,
                "x" + address.hashCode(),
                "register-company",
                "flow",
                false,
                "en",
                house.get(Clock.class).instant(),
                new SubmitFor.In("new", answers));
        SubmitFor.Out out = house.get(Jdbi.class)
                .inTransaction(handle ->
                        house.get(SubmitFor.class).run(List.of(request)).getFirst());
        return Reference.read(out.reference()).orElseThrow();
    }

    private static String status(House house, Reference reference) {
        return house.get(Jdbi.class)
                .withHandle(handle -> handle.createQuery("select status from application where reference = ?")
                        .bind(0, reference.symbols())
                        .mapTo(String.class)
                        .one());
    }
}
