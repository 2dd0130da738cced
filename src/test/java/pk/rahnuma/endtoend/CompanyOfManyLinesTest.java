package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiForms;
import pk.rahnuma.api.ApiOrganisations;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.web.FormVisitor;

/// A company that is known to the desk registers a thousand lines of four providers by a table; the providers answer in
/// parts, staff ask about one line, refuse one and suspend one; a second table then changes some lines, ends some and
/// adds some.
@Tag("long")
class CompanyOfManyLinesTest {

    private static final int LINES = 1000;
    private static final List<String> PROVIDERS = List.of("ptcl", "nayatel", "stormfiber", "wateen");
    private static final Pattern REFERENCE = Pattern.compile("[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{2}");
    /// Maximum questions beside the table.
    private static final int MAX_QUESTIONS = 14;
    /// Time for a reply to a table, on a machine that does other work too.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// A person who sends tables for their organisation.
    private interface Sender {

        /// Sends a table as a next application.
        ///
        /// @param overlaps whether it has lines of before, so that one is asked about those that are not on it
        /// @return text of the receipt
        String sendTable(String table, boolean overlaps);

        int countQuestions();
    }

    @ParameterizedTest(name = "{0} in {1} on {2}")
    @CsvSource({
        "chat, en, H2",
        "chat, en, MARIADB",
        "chat, ur, H2",
        "chat, ur, MARIADB",
        "chat, ur-Latn, H2",
        "chat, ur-Latn, MARIADB",
        "page, en, H2",
        "page, en, MARIADB",
        "page, ur, H2",
        "page, ur, MARIADB",
        "page, ur-Latn, H2",
        "page, ur-Latn, MARIADB",
        "api, en, H2",
        "api, en, MARIADB"
    })
    void eachLineHasALifeOfItsOwn(String channel, String language, ServerVariant database) {
        try (TestServer server = database.builder().shareServer()) {
            Sender sender = createSender(server, channel, language);
            String reference = findReference(sender.sendTable(tableOf(1, LINES, "39.70"), false));
            assertThat(sender.countQuestions()).isLessThanOrEqualTo(MAX_QUESTIONS);

            ApiPersons.decide(server, reference, LineTransition.VERIFY);
            Set<Integer> ofPtcl = linesOf("ptcl");
            Set<Integer> ofNayatel = linesOf("nayatel");
            ApiPersons.decide(
                    server,
                    reference,
                    new ApplicationDecision(LineTransition.CONFIRM).aboutLines(ofPtcl),
                    new ApplicationDecision(LineTransition.APPROVE, List.of(), null, "AUTH/2026/7").aboutLines(ofPtcl),
                    new ApplicationDecision(LineTransition.CONFIRM).aboutLines(ofNayatel),
                    decision(LineTransition.ASK, DecisionReason.IP_NOT_ASSIGNED_TO_SUBSCRIBER, 3),
                    decision(LineTransition.REFUSE, DecisionReason.ISP_NOT_CONFIRMED, 4),
                    decision(LineTransition.SUSPEND, DecisionReason.IP_IS_VPN_EXIT, 1));
            assertThat(countStatuses(server, reference))
                    .isEqualTo(Map.of(
                            LineStatus.SUSPENDED, 1,
                            LineStatus.ACTIVE, 249,
                            LineStatus.CONFIRMED, 250,
                            LineStatus.ASKED, 1,
                            LineStatus.REFUSED, 1,
                            LineStatus.WITH_PROVIDER, 498));

            // Lines 995 to 1000 are missing, lines 1001 to 1003 are new, the addresses of 5, 9 and 13 differ.
            String changed = tableOf(1, 994, "39.70")
                    .replace("39.70.0.6\n", "39.71.0.6\n")
                    .replace("39.70.0.10\n", "39.71.0.10\n")
                    .replace("39.70.0.14\n", "39.71.0.14\n");
            String second =
                    sender.sendTable(changed + tableOf(1001, 1003, "39.72").replaceFirst(".*\n", ""), true);
            assertThat(sender.countQuestions()).isLessThanOrEqualTo(MAX_QUESTIONS);
            assertThat(countStatuses(server, findReference(second)))
                    .as("the new lines, and the refused one again")
                    .isEqualTo(Map.of(LineStatus.REQUESTED, 4));
            assertThat(countStatuses(server, reference))
                    .as("the lines of before")
                    .containsEntry(LineStatus.SUSPENDED, 1)
                    .containsEntry(LineStatus.ASKED, 1)
                    .containsEntry(LineStatus.REFUSED, 1)
                    .containsEntry(LineStatus.CHANGE_PENDING, 3)
                    .containsEntry(LineStatus.ENDED, 1)
                    .containsEntry(LineStatus.WITHDRAWN, 5);
        }
    }

    /// Numbers of the lines of a provider.
    private static Set<Integer> linesOf(String provider) {
        return IntStream.rangeClosed(1, LINES)
                .filter(number -> providerOf(number).equals(provider))
                .boxed()
                .collect(Collectors.toSet());
    }

    private static String providerOf(int number) {
        return PROVIDERS.get((number - 1) % PROVIDERS.size());
    }

    private static String tableOf(int first, int last, String network) {
        return "Site;ISP;Subscriber;IP\n"
                + IntStream.rangeClosed(first, last)
                        .mapToObj(number -> "Office %d;%s;SUB-%d;%s.%d.%d\n"
                                .formatted(
                                        number,
                                        providerOf(number),
                                        10_000 + number,
                                        network,
                                        number / 200,
                                        number % 200 + 1))
                        .collect(Collectors.joining());
    }

    private static String findReference(String receipt) {
        Matcher found = REFERENCE.matcher(receipt);
        assertThat(found.find()).as(receipt).isTrue();
        return found.group();
    }

    private static Map<LineStatus, Integer> countStatuses(TestServer server, String reference) {
        return server.getBean(ApplicationRepository.class)
                .findApplication(Reference.parseText(reference).orElseThrow())
                .orElseThrow()
                .lines()
                .byStatus();
    }

    private static ApplicationDecision decision(LineTransition act, DecisionReason reason, int line) {
        return new ApplicationDecision(act, List.of(reason), "A note.", null).aboutLines(Set.of(line));
    }

    private static Sender createSender(TestServer server, String channel, String language) {
        return switch (channel) {
            case "chat" -> new ChatSender(server, ExpectedTexts.inLanguage(language));
            case "page" -> new PageSender(server, language);
            default -> new ApiSender(server);
        };
    }

    private static final class ChatSender implements Sender {
        private static final String FORM = "register-company.";

        private final ExpectedTexts said;
        private final FakeTelegramUser person;
        private int questions;

        ChatSender(TestServer server, ExpectedTexts said) {
            this.said = said;
            this.person = server.bot().newPerson("en");
            TelegramRegistrationTest.greet(person, said);
            CompanyRegistrationTest.register(person, said, false, line -> List.of("39.32.1.7"), 1);
        }

        @Override
        public String sendTable(String table, boolean overlaps) {
            int before = person.heard().size();
            person.says("/menu");
            person.awaits(text -> text.data(said.text(FORM + "title")) != null);
            person.taps(said.text(FORM + "title"));
            person.awaits(said.text(FORM + "organisation.ask"));
            person.taps("Alif Software (Private) Limited");
            person.awaits(said.text(FORM + "service.ask"));
            person.taps(said.text(FORM + "service.options.vpn_registration"));
            person.awaits(said.text(FORM + "site.ask"));
            person.sendsDocument("lines.csv", "text/csv", table.getBytes(StandardCharsets.UTF_8));
            person.awaits(text -> text.data(said.text("engine.button.done")) != null, PATIENCE);
            person.taps(said.text("engine.button.done"));
            if (overlaps) {
                String end = said.text(FORM + "missing_lines.option", Map.of("item_code", "end"));
                person.awaits(text -> text.data(end) != null, PATIENCE);
                person.taps(end);
            }
            person.awaits(text -> text.data(said.text(FORM + "check.send")) != null, PATIENCE);
            person.taps(said.text(FORM + "check.send"));
            String receipt = person.awaits(
                            text -> REFERENCE.matcher(text.text()).find(), PATIENCE)
                    .text();
            questions = person.heard().size() - before;
            return receipt;
        }

        @Override
        public int countQuestions() {
            return questions;
        }
    }

    private static final class PageSender implements Sender {
        private final FormVisitor visitor;
        private final Map<String, String> answers;
        private int questions;

        PageSender(TestServer server, String language) {
            ApiClient app = ApiPersons.createPerson(server);
            ApiOrganisations.registerLines(server, app, "Head office");
            this.visitor = new FormVisitor(server, language, "register-company").withToken(app.token());
            this.answers = Map.of(
                    "consent", "yes",
                    "organisation", "Alif Software",
                    "service", "vpn_registration",
                    "missing_lines", "end");
        }

        @Override
        public String sendTable(String table, boolean overlaps) {
            questions = 0;
            visitor.begin();
            answerQuestions();
            assertThat(visitor.place()).isEqualTo("connections.1.site");
            visitor.sendTable("connections", table);
            assertThat(visitor.place()).isEqualTo("connections/items");
            visitor.press("done", "1");
            answerQuestions();
            assertThat(visitor.place()).isEqualTo("check");
            return visitor.sendApplication().body();
        }

        private void answerQuestions() {
            while (answers.containsKey(visitor.place())) {
                questions++;
                visitor.answer(answers.get(visitor.place()));
            }
        }

        @Override
        public int countQuestions() {
            return questions;
        }
    }

    private static final class ApiSender implements Sender {
        private final ApiClient app;
        private final String organisation;

        ApiSender(TestServer server) {
            this.app = ApiPersons.createPerson(server);
            ApiOrganisations.registerLines(server, app, "Head office");
            this.organisation = app.read(ApiOrganisations.PATH).text("/organisations/0/id");
        }

        @Override
        public String sendTable(String table, boolean overlaps) {
            String file = app.uploadFile("lines.csv", table.getBytes(StandardCharsets.UTF_8))
                    .requireStatus(201)
                    .text("/file");
            ObjectNode answers = ApiClient.object()
                    .put("organisation", organisation)
                    .put("service", "vpn_registration")
                    .put("connections", file);
            String draft = ApiForms.DRAFTS + "/"
                    + ApiForms.createDraft(app, "register-company", answers)
                            .requireStatus(201)
                            .text("/draft/id");
            if (overlaps) {
                ApiForms.fill(app, draft, ApiClient.object().put("missing_lines", "end"))
                        .requireStatus(200);
            }
            return ApiForms.submit(app, draft).text("/application/reference");
        }

        @Override
        public int countQuestions() {
            return 3;
        }
    }
}
