package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// People who register by typing only, from data files: `src/test/resources/pk/rahnuma/endtoend/people`.
@Tag("long")
class TypedRegistrationTest {

    private static final List<String> LANGUAGES = List.of("en", "ur", "ur-Latn");
    private static final Pattern QUESTION = Pattern.compile(
            "(?<script>register-individual|register-company|consent)\\.(?<name>\\w+)\\.(ask|again|menu)");
    private static final String VALUE = "#";
    /// Types of organisation that are asked for another tax number.
    private static final List<String> ORGANISATION_TYPES = List.of("private_ltd", "sole_proprietor");
    private static final List<String> REVIEWED_AGAIN = List.of("engine.review.changed", "engine.review.unchanged");
    private static final Map<String, String> QUESTIONS_OF_PERSON = readQuestions("consent", "register-individual");
    private static final Map<String, String> QUESTIONS_OF_COMPANY =
            readQuestions("consent", "register-individual", "register-company");
    private static final long FIRST_CHAT = 8_000_001;

    private static final int PEOPLE_PER_LANGUAGE = 20;
    private static final Path TRANSCRIPTS = Path.of("src/test/resources/pk/rahnuma/endtoend/people/transcripts");
    private static final Map<String, Map<TypedRegistration, TypingPerson.Outcome>> OUTCOMES = new TreeMap<>();

    private static FakeBotApi api;
    private static TestServer server;

    @BeforeAll
    static void startServer() {
        api = FakeBotApi.start();
        server = TestServer.onH2().withBot(api).startServer();
    }

    @AfterAll
    static void stopServer() {
        server.close();
        assertThat(api.complaints()).isEmpty();
        api.close();
    }

    static Stream<Arguments> people() {
        return LANGUAGES.stream()
                .flatMap(language -> TypedRegistration.readAll(language).stream()
                        .map(registration -> Arguments.of(language, registration)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("people")
    void registersByTypingWithoutAQuestionAskedThreeTimes(String language, TypedRegistration registration)
            throws IOException {
        long chat = FIRST_CHAT + Math.floorMod((language + registration.person()).hashCode(), 900_000);
        FakeTelegramUser user = api.person(chat, "en");
        TypingPerson.Outcome outcome = TypingPerson.register(
                user,
                "+92300" + chat,
                registration,
                registration.isOfCompany() ? QUESTIONS_OF_COMPANY : QUESTIONS_OF_PERSON);
        OUTCOMES.computeIfAbsent(language, key -> new LinkedHashMap<>()).put(registration, outcome);
        keepTranscript(language, registration, outcome, user.transcript());
        assertThat(sentAnswers(outcome.reference()))
                .as(user.transcript())
                .containsAllEntriesOf(registration.expected());
    }

    private static Map<String, Object> sentAnswers(String reference) {
        Application application = server.getBean(ApplicationRepository.class)
                .findApplication(Reference.parseText(reference).orElseThrow())
                .orElseThrow();
        return server.getBean(ApplicationContentService.class)
                .readAnswers(application)
                .values();
    }

    /// Written with `-Drahnuma.docs.write=true`: reference numbers and times differ from run to run.
    private static void keepTranscript(
            String language, TypedRegistration registration, TypingPerson.Outcome outcome, String transcript)
            throws IOException {
        if (Boolean.getBoolean("rahnuma.docs.write")) {
            Path file = TRANSCRIPTS.resolve(language + ".txt");
            if (OUTCOMES.get(language).size() == 1) {
                Files.deleteIfExists(file);
            }
            Files.createDirectories(TRANSCRIPTS);
            Files.writeString(
                    file,
                    "# %s (%s): %d messages, %d of the bot%n%n%s%n%n"
                            .formatted(
                                    registration.person(),
                                    registration.temper(),
                                    outcome.sent(),
                                    outcome.received(),
                                    transcript),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    /// Medians of the messages, corrections not counted; held when all people of a language were played.
    @AfterAll
    static void registrationsAreShort() {
        OUTCOMES.forEach((language, outcomes) -> {
            boolean all = outcomes.size() == PEOPLE_PER_LANGUAGE;
            checkMedians(language + " persons", outcomes, false, all, 24, 30);
            checkMedians(language + " companies", outcomes, true, all, 35, 45);
        });
    }

    private static void checkMedians(
            String title,
            Map<TypedRegistration, TypingPerson.Outcome> outcomes,
            boolean company,
            boolean all,
            int maxSent,
            int maxReceived) {
        List<Map.Entry<TypedRegistration, TypingPerson.Outcome>> some = outcomes.entrySet().stream()
                .filter(one -> one.getKey().isOfCompany() == company)
                .toList();
        double sent = median(some, one -> one.getValue().sent() - one.getKey().corrections());
        double received =
                median(some, one -> one.getValue().received() - one.getKey().corrections());
        System.out.printf(
                "%s: %d registrations, median %.1f messages of the person, %.1f of the bot%n",
                title, some.size(), sent, received);
        if (all) {
            assertThat(sent).as("%s, messages of the person", title).isLessThanOrEqualTo(maxSent);
            assertThat(received).as("%s, messages of the bot", title).isLessThanOrEqualTo(maxReceived);
        }
    }

    private static double median(
            List<Map.Entry<TypedRegistration, TypingPerson.Outcome>> some,
            ToIntFunction<Map.Entry<TypedRegistration, TypingPerson.Outcome>> count) {
        int[] sorted = some.stream().mapToInt(count).sorted().toArray();
        return sorted.length == 0 ? 0 : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2.0;
    }

    @Test
    void twentyPeopleRegisterInEachLanguage() {
        assertThat(LANGUAGES)
                .allSatisfy(language ->
                        assertThat(TypedRegistration.readAll(language)).hasSize(PEOPLE_PER_LANGUAGE));
    }

    /// The questions of scripts in all languages, to the names that the data files use: a person whose first words are
    /// "register" in any language reads English. The same words in two scripts are the question of the last.
    private static Map<String, String> readQuestions(String... scripts) {
        Map<String, String> questions = new HashMap<>();
        for (String script : scripts) {
            LANGUAGES.forEach(language -> addQuestions(questions, ExpectedTexts.inLanguage(language), script));
        }
        return questions;
    }

    private static void addQuestions(Map<String, String> questions, ExpectedTexts said, String script) {
        for (String key : said.texts().textKeys()) {
            Matcher question = QUESTION.matcher(key);
            if (question.matches() && question.group("script").equals(script)) {
                ORGANISATION_TYPES.forEach(type -> questions.put(fixedEnding(said, key, type), question.group("name")));
            }
        }
        REVIEWED_AGAIN.forEach(key -> questions.put(said.text(key), "check"));
        String insist = said.text("engine.insist", Map.of("value", VALUE));
        questions.put(insist.substring(insist.indexOf(VALUE) + VALUE.length()), "confirm");
    }

    /// The end of a question that is the same for every organisation and any number of lines.
    private static String fixedEnding(ExpectedTexts said, String key, String organisationType) {
        String one = formatQuestion(said, key, organisationType, "A", 1);
        String other = formatQuestion(said, key, organisationType, "B", 2);
        int same = 0;
        while (same < Math.min(one.length(), other.length())
                && one.charAt(one.length() - same - 1) == other.charAt(other.length() - same - 1)) {
            same++;
        }
        return one.substring(one.length() - same);
    }

    private static String formatQuestion(
            ExpectedTexts said, String key, String organisationType, String organisation, int count) {
        return said.text(
                key,
                Map.of(
                        "org_type_value",
                        organisationType,
                        "organisation",
                        organisation,
                        "count",
                        count,
                        "compared_missing",
                        count,
                        "compared_missing_names",
                        organisation));
    }
}
