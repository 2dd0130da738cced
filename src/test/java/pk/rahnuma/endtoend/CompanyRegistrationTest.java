package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.endtoend.TelegramRegistrationTest.agree;
import static pk.rahnuma.endtoend.TelegramRegistrationTest.decide;
import static pk.rahnuma.endtoend.TelegramRegistrationTest.greet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.decision.ApplicationDecisionService;
import pk.rahnuma.registration.decision.ApplicationReviewService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// Company registration from the invitation of a colleague to the decision, over HTTP: the real scripts, the real
/// database, the stand-in of the Bot API.
public class CompanyRegistrationTest {

    private static final String FORM = "register-company.";
    private static final String MINE = "my-organisations.";
    private static final String NAME = "Alif Software (Private) Limited";
    private static final Pattern LINK = Pattern.compile("https://t\\.me/\\S+\\?start=([A-Za-z0-9_-]+)");
    private static final Pattern REFERENCE = Pattern.compile("[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{2}");
    private static final List<String> PROVIDERS = List.of("nayatel", "ptcl", "wateen");

    @ParameterizedTest
    @MethodSource("pk.rahnuma.endtoend.ServerVariant#databases")
    void aColleagueIsInvitedAndRegistersThreeConnectionsOfSevenAddresses(ServerVariant variant) {
        ExpectedTexts said = ExpectedTexts.inLanguage("ur");
        try (TestServer server = variant.builder().shareServer()) {
            FakeTelegramUser amna = server.bot().newPerson("en");
            greet(amna, said);
            String first = register(amna, said, false, line -> List.of("39.32.1.7"), 1);

            FakeTelegramUser bilal = server.bot().newPerson("en");
            invited(said, amna, bilal);
            String second = register(bilal, said, true, CompanyRegistrationTest::seven, 3);
            assertThat(addresses(server, second)).hasSize(21);

            for (LineTransition move : List.of(LineTransition.ASK)) {
                decideFor(server, second, move);
                hears(said, amna, second);
                hears(said, bilal, second);
            }
            answersWithNewPicture(said, bilal, second);
            for (LineTransition move : List.of(LineTransition.VERIFY, LineTransition.CONFIRM, LineTransition.APPROVE)) {
                decide(server, second, move);
                hears(said, amna, second);
                hears(said, bilal, second);
            }
            assertThat(dossier(server, second).application().lines().leading()).isEqualTo(LineStatus.ACTIVE);

            finds(said, amna, "39.40.2.5", second);
            removed(said, amna, bilal);
            bilal.says(said.statusWord());
            bilal.awaits(said.text("status.reference.ask"));
            int heard = bilal.heard().size();
            decide(server, first, LineTransition.VERIFY);
            hears(said, amna, first);
            assertThat(bilal.heard().subList(heard, bilal.heard().size()))
                    .noneMatch(line -> line.text().contains(first));
        }
    }

    /// Seven addresses of a line: typed with spaces, with commas, or one per row.
    private static List<String> seven(int line) {
        return IntStream.rangeClosed(1, 7)
                .mapToObj(last -> "39." + (39 + line) + ".2." + last)
                .toList();
    }

    public static String register(
            FakeTelegramUser person,
            ExpectedTexts said,
            boolean known,
            IntFunction<List<String>> addresses,
            int lines) {
        person.says("/menu");
        person.awaits(text -> text.data(said.text(FORM + "title")) != null);
        person.taps(said.text(FORM + "title"));
        if (known) {
            person.awaits(said.text(FORM + "organisation.ask"));
            person.taps(NAME);
        } else {
            agree(person, said);
        }
        identity(person, said, known);
        for (int line = 1; line <= lines; line++) {
            connection(person, said, (known ? "Office " : "Site ") + line, line, addresses.apply(line));
            if (line < lines) {
                person.taps(said.text("engine.button.add"));
            }
        }
        person.taps(said.text("engine.button.done"));
        if (!known) {
            purpose(person, said);
        }
        person.awaits(text -> text.text().contains(NAME) && text.data(said.text(FORM + "check.send")) != null);
        person.taps(said.text(FORM + "check.send"));
        String receipt =
                person.awaits(text -> REFERENCE.matcher(text.text()).find()).text();
        assertThat(receipt).contains(NAME);
        Matcher found = REFERENCE.matcher(receipt);
        assertThat(found.find()).isTrue();
        return found.group();
    }

    /// Another application of a known organisation asks who applies, and nothing about the organisation again.
    private static void identity(FakeTelegramUser person, ExpectedTexts said, boolean known) {
        picks(person, said, "service", "vpn_registration");
        if (!known) {
            organisation(person, said);
        }
        says(person, said, "applicant_name", "Amna Tariq");
        says(person, said, "applicant_cnic", "35202-1234567-8");
        sends(person, said, "register-individual.id_front");
        sends(person, said, "register-individual.id_back");
        says(person, said, "applicant_mobile", "0300 1234567");
        says(person, said, "applicant_email", "amna@alif.example");
        picks(person, said, "applicant_authority", "owner_director");
    }

    private static void organisation(FakeTelegramUser person, ExpectedTexts said) {
        picks(person, said, "org_type", "private_ltd");
        says(person, said, "ntn", "4174941-3");
        says(person, said, "legal_name", NAME);
        says(person, said, "address", "12 Ferozepur Road");
        asked(person, said, "register-individual.city");
        person.says("lahore");
        asked(person, said, "register-individual.vpn_software");
        person.says("OpenVPN");
        picks(person, said, "company_proof_type", "incorporation");
        sends(person, said, FORM + "company_proof");
    }

    private static void connection(
            FakeTelegramUser person, ExpectedTexts said, String site, int line, List<String> addresses) {
        says(person, said, "site", site);
        asked(person, said, "register-individual.isp");
        person.taps(said.text("register-individual.isp.options." + PROVIDERS.get(line - 1)));
        asked(person, said, "register-individual.subscriber_id");
        person.says("SUB-" + site.replace(" ", "-"));
        asked(person, said, FORM + "addresses");
        switch (line) {
            case 1 -> person.says(String.join(" ", addresses));
            case 2 -> person.says(String.join(",\n", addresses));
            default ->
                person.sendsDocument(
                        "addresses.csv",
                        "text/csv",
                        ("address\n" + String.join("\n", addresses) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        person.awaits(text -> text.text().contains(site) && text.data(said.text("engine.button.done")) != null);
    }

    private static void purpose(FakeTelegramUser person, ExpectedTexts said) {
        picks(person, said, "purpose", "client_systems");
    }

    /// Accepts the invitation, in a chat that the desk does not know.
    private static void invited(ExpectedTexts said, FakeTelegramUser owner, FakeTelegramUser colleague) {
        open(said, owner);
        owner.taps(said.text("values.invite"));
        owner.awaits(said.text(MINE + "invite_as.ask"));
        owner.taps(said.text(MINE + "invite_as.options.representative"));
        String invitation =
                owner.awaits(text -> LINK.matcher(text.text()).find()).text();
        Matcher link = LINK.matcher(invitation);
        assertThat(link.find()).isTrue();

        colleague.says("/start " + link.group(1));
        colleague.awaits(ExpectedTexts.inLanguage("en").text("consent.consent.ask"));
        colleague.says(said.text("engine.languages." + said.language()));
        agree(colleague, said);
        colleague.awaits(said.text("join.name.ask"));
        colleague.says("Bilal Ahmed");
        colleague.awaits(NAME);

        owner.awaits(text -> text.text().contains(NAME) && text.data(said.text(MINE + "title")) != null);
        open(said, owner);
        owner.taps(said.text("values.decide"));
        owner.awaits(said.text(MINE + "asking.ask"));
        owner.taps(said.text(
                MINE + "asking.option", Map.of("item_name", "Bilal Ahmed", "item_role_in_words", role(said))));
        owner.awaits(said.text(MINE + "verdict.ask"));
        owner.taps(said.text(MINE + "verdict.options.approve"));
        colleague.awaits(text -> text.text().contains(NAME) && text.text().contains(role(said)));
    }

    private static void removed(ExpectedTexts said, FakeTelegramUser owner, FakeTelegramUser colleague) {
        open(said, owner);
        owner.taps(said.text("values.remove"));
        owner.awaits(said.text(MINE + "whom.ask"));
        owner.taps(
                said.text(MINE + "whom.option", Map.of("item_name", "Bilal Ahmed", "item_role_in_words", role(said))));
        owner.awaits(said.text(MINE + "sure.ask", Map.of("way_value", "remove", "one_name", NAME)));
        owner.taps(said.text("options.yes_no.yes"));
        colleague.awaits(said.text("notices.member_removed", Map.of("whom", NAME)));
    }

    private static void open(ExpectedTexts said, FakeTelegramUser owner) {
        owner.says(said.text(MINE + "title"));
        owner.awaits(said.text(MINE + "way.ask"));
    }

    private static String role(ExpectedTexts said) {
        return said.text("values.representative");
    }

    private static void answersWithNewPicture(ExpectedTexts said, FakeTelegramUser person, String reference) {
        person.taps(said.text("supply.title"));
        sends(person, said, FORM + "company_proof");
        person.awaits(text -> text.data(said.text("supply.check.send")) != null);
        person.taps(said.text("supply.check.send"));
        person.awaits(reference);
    }

    private static void finds(ExpectedTexts said, FakeTelegramUser person, String address, String reference) {
        person.says(said.text("organisation-applications.title"));
        person.awaits(said.text("organisation-applications.sought.ask"));
        person.says(address);
        person.awaits(reference);
    }

    private static void hears(ExpectedTexts said, FakeTelegramUser person, String reference) {
        person.awaits(text -> text.text().contains(reference)
                && text.text().contains(said.text("notices.whom", Map.of("whom", NAME))));
    }

    private static void decideFor(TestServer server, String reference, LineTransition move) {
        boolean asks = move == LineTransition.ASK;
        server.getBean(ApplicationDecisionService.class)
                .decide(
                        Reference.parseText(reference).orElseThrow(),
                        new ApplicationDecision(
                                move,
                                asks ? List.of(DecisionReason.DOCUMENT_UNREADABLE) : List.of(),
                                null,
                                null,
                                asks ? List.of("company_proof") : List.of()),
                        "Tester",
                        server.now());
    }

    private static ApplicationReviewService.ApplicationDetails dossier(TestServer server, String reference) {
        return server.getBean(ApplicationReviewService.class)
                .openDossier(Reference.parseText(reference).orElseThrow(), true, "Tester", server.now());
    }

    private static List<String> addresses(TestServer server, String reference) {
        Matcher address = Pattern.compile("39\\.4\\d\\.2\\.[1-7]\\b")
                .matcher(dossier(server, reference).answers().toString());
        return address.results().map(MatchResult::group).distinct().toList();
    }

    private static void asked(FakeTelegramUser person, ExpectedTexts said, String question) {
        person.awaits(said.text(question + ".ask", Map.of("org_type_value", "private_ltd")));
    }

    private static void says(FakeTelegramUser person, ExpectedTexts said, String question, String answer) {
        asked(person, said, FORM + question);
        person.says(answer);
    }

    private static void picks(FakeTelegramUser person, ExpectedTexts said, String question, String option) {
        asked(person, said, FORM + question);
        person.taps(said.text(FORM + question + ".options." + option));
    }

    private static void sends(FakeTelegramUser person, ExpectedTexts said, String question) {
        asked(person, said, question);
        person.sendsPhoto(SampleFiles.cardFor(question), null);
    }
}
