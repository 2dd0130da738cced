package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.House;
import pk.rahnuma.documents.Files;
import pk.rahnuma.registration.Decision;
import pk.rahnuma.registration.Move;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.decisions.Proposals;
import pk.rahnuma.telegram.BotApi;
import pk.rahnuma.telegram.BotApiPerson;

/// From the first word to the decision, over HTTP: the real scripts, the real database, the Bot API's stand-in.
class RegistersByTelegramTest {

    private static final Pattern REFERENCE = Pattern.compile("[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{2}");

    static Stream<Arguments> housesAndLanguages() {
        List<Named<Supplier<House.Plan>>> houses = List.of(
                Named.of("H2", House::onH2),
                Named.of("MariaDB", House::onMariaDb),
                Named.of("H2 by webhook", () -> WebhookDoorTest.byWebhook(House.onH2())),
                Named.of("H2, replies in the webhook", () -> CarriedDoorTest.carrying(House.onH2())));
        return houses.stream()
                .flatMap(house -> Stream.of("en", "ur", "ur-Latn").map(language -> Arguments.of(house, language)));
    }

    @ParameterizedTest(name = "on {0} in {1}")
    @MethodSource("housesAndLanguages")
    void a_freelancer_registers_by_both_routes_asks_for_the_status_and_is_told_the_decision(
            Supplier<House.Plan> plan, String language) {
        Said said = Said.in(language);
        try (BotApi api = BotApi.start();
                House house = start(plan.get(), api)) {
            BotApiPerson ali = api.person(7001, "en");
            greet(ali, said);
            String byAddress = register(ali, said, true);
            ali.says(said.status());
            assertThat(ali.awaits(byAddress).text()).contains(said.text("status.more.ask"));
            ali.taps(said.text("status.more.options.enough"));
            ali.awaits(said.text("status.listed.say"));
            String byMobile = register(ali, said, false);
            assertThat(byMobile).isNotEqualTo(byAddress);
            decide(house, byAddress, Move.SCREEN);
            ali.awaits(byAddress);
            decide(house, byAddress, Move.VERIFY);
            ali.awaits(byAddress);
            decide(house, byAddress, Move.CONFIRM);
            ali.awaits(byAddress);
            decide(house, byAddress, Move.APPROVE);
            ali.awaits("PTA-77");

            BotApiPerson sana = api.person(7002, "en");
            greet(sana, said);
            sana.says(said.status());
            sana.awaits(said.text("status.reference.ask"));
            sana.says(byMobile.toLowerCase());
            sana.awaits(said.text("status.proof.ask"));
            sana.says("999999");
            sana.awaits(said.text("status.unknown.say"));
            sana.says(said.status());
            sana.awaits(said.text("status.reference.ask"));
            sana.says(byMobile);
            sana.awaits(said.text("status.proof.ask"));
            sana.says("345671");
            sana.awaits(byMobile);
            assertThat(api.complaints()).isEmpty();
        }
    }

    static House start(House.Plan plan, BotApi api) {
        return plan.with("TELEGRAM_BOT_TOKEN", api.token())
                .with("TELEGRAM_API_URL", api.url())
                .start();
    }

    static void greet(BotApiPerson person, Said said) {
        person.says("/start");
        person.awaits("Which language?");
        person.taps(said.text("engine.languages." + said.language()));
        person.awaits(said.text("consent.consent.ask"));
        person.taps(said.text("options.yes_no.yes"));
        person.awaits(said.text("welcome.ready.say"));
    }

    /// @return the reference number
    static String register(BotApiPerson person, Said said, boolean byAddress) {
        person.says(said.register());
        return fill(person, said, byAddress);
    }

    /// From the first question to the end.
    ///
    /// @return the reference number
    static String fill(BotApiPerson person, Said said, boolean byAddress) {
        for (Map.Entry<String, String> step : said.answers(byAddress).entrySet()) {
            String question = step.getKey();
            person.awaits(said.text(question + ".ask"));
            if (step.getValue().equals("#")) {
                person.sendsPhoto(Files.cardFor(question), null);
            } else if (step.getValue().startsWith("@")) {
                person.taps(said.text(step.getValue().substring(1)));
            } else {
                person.says(step.getValue());
            }
        }
        person.awaits(said.text("register-individual.check.ask"));
        person.taps(said.text("register-individual.check.send"));
        String receipt =
                person.awaits(text -> REFERENCE.matcher(text.text()).find()).text();
        Matcher found = REFERENCE.matcher(receipt);
        assertThat(found.find()).isTrue();
        return found.group();
    }

    static void decide(House house, String reference, Move act) {
        house.get(Proposals.class)
                .decide(
                        Reference.read(reference).orElseThrow(),
                        new Decision(act, List.of(), null, act == Move.APPROVE ? "PTA-77" : null),
                        "Tester",
                        java.time.Instant.now());
    }
}
