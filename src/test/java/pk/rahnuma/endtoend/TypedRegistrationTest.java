package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import pk.rahnuma.telegram.fake.FakeBotApi;

/// People who register by typing only, from data files: `src/test/resources/pk/rahnuma/endtoend/people`.
@Tag("long")
class TypedRegistrationTest {

    private static final List<String> LANGUAGES = List.of("en", "ur", "ur-Latn");
    private static final Pattern QUESTION =
            Pattern.compile("(register-individual|consent)\\.(?<name>\\w+)\\.(ask|again)");
    private static final String VALUE = "#";
    private static final Map<String, String> QUESTIONS = readQuestions();
    private static final long FIRST_CHAT = 8_000_001;

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
    void registersByTypingWithoutAQuestionAskedThreeTimes(String language, TypedRegistration registration) {
        long chat = FIRST_CHAT + Math.floorMod((language + registration.person()).hashCode(), 900_000);
        TypingPerson.register(api.person(chat, "en"), "+92300" + chat, registration, QUESTIONS);
    }

    @Test
    void twentyPeopleRegisterInEachLanguage() {
        assertThat(LANGUAGES)
                .allSatisfy(language ->
                        assertThat(TypedRegistration.readAll(language)).hasSize(20));
    }

    /// The questions of the desk in all languages, to the names that the data files use: a person whose first words
    /// are "register" in any language reads English.
    private static Map<String, String> readQuestions() {
        Map<String, String> questions = new HashMap<>();
        LANGUAGES.forEach(language -> addQuestions(questions, ExpectedTexts.inLanguage(language)));
        return questions;
    }

    private static void addQuestions(Map<String, String> questions, ExpectedTexts said) {
        for (String key : said.texts().textKeys()) {
            Matcher question = QUESTION.matcher(key);
            if (question.matches()) {
                questions.put(said.text(key), question.group("name"));
            }
        }
        String insist = said.text("engine.insist", Map.of("value", VALUE));
        questions.put(insist.substring(insist.indexOf(VALUE) + VALUE.length()), "confirm");
    }
}
