package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.decision.ApplicationDecisionService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// Registration from the first message to the decision, over HTTP: the real scripts, the real database, the stand-in of
/// the Bot API.
public class TelegramRegistrationTest {

    private static final Pattern REFERENCE = Pattern.compile("[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{2}");

    @ParameterizedTest(name = "on {0} in {1}")
    @MethodSource("pk.rahnuma.endtoend.ServerVariant#withLanguages")
    void aFreelancerRegistersByBothRoutesSeesTheStatusAndGetsTheDecision(ServerVariant variant, String language) {
        ExpectedTexts said = ExpectedTexts.inLanguage(language);
        try (TestServer server = variant.builder().shareServer()) {
            FakeTelegramUser ali = server.bot().newPerson("en");
            greet(ali, said);
            String byAddress = registerFirst(ali, said);
            assertThat(shownWithTheSummary(ali, said)).isEqualTo(sheetCaption(said));
            ali.says(said.statusWord());
            ali.awaits(byAddress);
            ali.awaits(said.text("status.listed.say"));
            String byMobile = register(ali, said, false);
            assertThat(byMobile).isNotEqualTo(byAddress);
            decide(server, byAddress, LineTransition.VERIFY);
            ali.awaits(byAddress);
            decide(server, byAddress, LineTransition.CONFIRM);
            ali.awaits(byAddress);
            decide(server, byAddress, LineTransition.APPROVE);
            ali.awaits("PTA-77");

            FakeTelegramUser sana = server.bot().newPerson("en");
            greet(sana, said);
            sana.says(said.statusWord());
            sana.awaits(said.text("status.reference.ask"));
            sana.says(byMobile.toLowerCase());
            sana.awaits(said.text("status.proof.ask"));
            sana.says("999999");
            sana.awaits(said.text("status.unknown.say"));
            sana.says(said.statusWord());
            sana.awaits(said.text("status.reference.ask"));
            sana.says(byMobile);
            sana.awaits(said.text("status.proof.ask"));
            sana.says("345671");
            sana.awaits(byMobile);
        }
    }

    /// The message just before the only summary.
    private static String shownWithTheSummary(FakeTelegramUser person, ExpectedTexts said) {
        List<String> heard = person.heard().stream().map(FakeBotApi.Said::text).toList();
        List<Integer> summaries = IntStream.range(0, heard.size())
                .filter(place -> heard.get(place).contains(said.text("register-individual.check.ask")))
                .boxed()
                .toList();
        assertThat(summaries).hasSize(1);
        assertThat(heard.stream().filter(text -> text.startsWith("photos.jpg"))).hasSize(1);
        assertThat(heard.get(summaries.getFirst()))
                .contains("\n10. " + said.text("register-individual.id_front.label"));
        return heard.get(summaries.getFirst() - 1);
    }

    private static String sheetCaption(ExpectedTexts said) {
        return "photos.jpg\n10. %s\n11. %s\n12. %s"
                .formatted(Stream.of("id_front", "id_back", "proof_file")
                        .map(question -> said.text("register-individual." + question + ".label"))
                        .toArray());
    }

    public static TestServer start(TestServer.Builder plan, FakeBotApi api) {
        return plan.withBot(api).startServer();
    }

    public static void greet(FakeTelegramUser person, ExpectedTexts said) {
        person.says(said.text("engine.languages." + said.language()));
        person.awaits(said.text("welcome.greeting.say"));
    }

    /// Agrees, before the first personal question.
    public static void agree(FakeTelegramUser person, ExpectedTexts said) {
        person.awaits(said.text("consent.consent.ask"));
        person.taps(said.text("options.yes_no.yes"));
    }

    /// Registers an individual by address, as their first application.
    ///
    /// @return the reference number
    static String registerFirst(FakeTelegramUser person, ExpectedTexts said) {
        person.says(said.registerWord());
        agree(person, said);
        return fill(person, said, true);
    }

    /// Registers an individual who has agreed before.
    ///
    /// @return the reference number
    static String register(FakeTelegramUser person, ExpectedTexts said, boolean byAddress) {
        person.says(said.registerWord());
        return fill(person, said, byAddress);
    }

    /// Fills the form from the first question to the end.
    ///
    /// @return the reference number
    public static String fill(FakeTelegramUser person, ExpectedTexts said, boolean byAddress) {
        for (Map.Entry<String, String> step : said.formAnswers(byAddress).entrySet()) {
            String question = step.getKey();
            person.awaits(said.text(question + ".ask"));
            if (step.getValue().equals("#")) {
                person.sendsPhoto(SampleFiles.cardFor(question), null);
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

    static void decide(TestServer server, String reference, LineTransition act) {
        server.getBean(ApplicationDecisionService.class)
                .decide(
                        Reference.parseText(reference).orElseThrow(),
                        new ApplicationDecision(act, List.of(), null, act == LineTransition.APPROVE ? "PTA-77" : null),
                        "Tester",
                        server.now());
    }
}
