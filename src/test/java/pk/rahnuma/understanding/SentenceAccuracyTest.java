package pk.rahnuma.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.transcript.GivenResults;
import pk.rahnuma.dialog.understanding.Option;
import pk.rahnuma.dialog.understanding.OptionList;
import pk.rahnuma.faq.ContentLoader;
import pk.rahnuma.script.ActionTypeRegistry;

/// Accuracy of the reading of messages, by kind of reading, on sentences with a state and what a careful clerk takes
/// them for. Prints the figures of `docs/answers.md`.
class SentenceAccuracyTest {

    private static final Path SETS = Path.of("src/test/resources/pk/rahnuma/understanding");
    private static final Map<String, ActionType> ACTIONS = ActionTypeRegistry.loadAll();
    private static final ScriptSources SOURCES = ScriptSources.readFiles(Path.of("bot-scripts"));
    private static final ScriptLibrary LIBRARY = ScriptLibrary.loadChecked(SOURCES, ACTIONS);
    private static final ContentLoader CONTENT = new ContentLoader(null);
    private static final DialogEngine ENGINE = new DialogEngine(LIBRARY, CONTENT.faqMatcher(), CONTENT.actClassifier());
    private static final Map<String, Map<String, Object>> RESULTS = GivenResults.readResults(SOURCES);

    /// Figures of a kind of reading.
    private record Score(int all, int right, int wrong) {

        Score with(ReadingComparison.Verdict verdict) {
            return new Score(
                    all + 1,
                    right + (verdict == ReadingComparison.Verdict.RIGHT ? 1 : 0),
                    wrong + (verdict == ReadingComparison.Verdict.WRONG ? 1 : 0));
        }

        int rightShare() {
            return 100 * right / Math.max(1, all);
        }

        int wrongShare() {
            return 100 * wrong / Math.max(1, all);
        }

        @Override
        public String toString() {
            return "%4d %4d right (%3d %%), %3d wrong".formatted(all, right, 100 * right / Math.max(1, all), wrong);
        }
    }

    /// Languages with the least right and the most wrong of a hundred sentences: a little worse than measured.
    @ParameterizedTest
    @CsvSource({"en, 79, 5", "ur, 79, 5", "ur-Latn, 77, 6"})
    void sentencesAreReadAsACarefulClerkReadsThem(String language, int minRight, int maxWrong) throws IOException {
        Score score = measure(Path.of("bot-scripts/tests/understanding." + language + ".tsv"), language, true);
        assertThat(score.rightShare()).isGreaterThanOrEqualTo(minRight);
        assertThat(score.wrongShare()).isLessThanOrEqualTo(maxWrong);
    }

    /// Sentences written from the bot's questions alone. Those of `typed-kept` are measured and not mended with.
    @ParameterizedTest
    @CsvSource({
        "typed, en, 78, 7", "typed, ur, 80, 9", "typed, ur-Latn, 82, 6",
        "typed-kept, en, 80, 8", "typed-kept, ur, 74, 12", "typed-kept, ur-Latn, 80, 10"
    })
    void sentencesWrittenFromTheQuestionsAloneAreReadTheSame(String set, String language, int minRight, int maxWrong)
            throws IOException {
        Score score = measure(SETS.resolve(set + "." + language + ".tsv"), language, set.equals("typed"));
        assertThat(score.rightShare()).isGreaterThanOrEqualTo(minRight);
        assertThat(score.wrongShare()).isLessThanOrEqualTo(maxWrong);
    }

    /// Sentences that nobody who builds the reading of messages has read: only their figures are printed.
    @Tag("long")
    @ParameterizedTest
    @CsvSource({"en, 40, 20", "ur, 40, 20", "ur-Latn, 40, 20"})
    void sentencesThatWereHeldOutAreReadTheSame(String language, int minRight, int maxWrong) throws IOException {
        Score score = measure(SETS.resolve("held-out." + language + ".tsv"), language, false);
        assertThat(score.rightShare()).isGreaterThanOrEqualTo(minRight);
        assertThat(score.wrongShare()).isLessThanOrEqualTo(maxWrong);
    }

    private static Score measure(Path file, String language, boolean shows) throws IOException {
        StateBuilder states = new StateBuilder(ENGINE, ACTIONS, RESULTS, language);
        SentenceOutcome outcomes = new SentenceOutcome(ENGINE, CONTENT, ACTIONS, RESULTS);
        Map<String, ConversationState> reached = new LinkedHashMap<>();
        Map<String, Score> byKind = new TreeMap<>();
        List<String> missed = new ArrayList<>();
        Score total = new Score(0, 0, 0);
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split("\t");
            Map<String, String> corrected = otherValues(columns[1], columns[2]);
            ConversationState state =
                    reached.computeIfAbsent(columns[0] + corrected, key -> states.reach(columns[0], corrected));
            if (state == null) {
                missed.add("unreached: " + columns[0]);
                continue;
            }
            Set<String> expected = Set.of(columns[2].split(" & "));
            Set<String> actual = outcomes.describe(state, columns[1], language);
            ReadingComparison.Verdict verdict = outcomes.isSameAsOption(state, columns[2], actual, language)
                    ? ReadingComparison.Verdict.RIGHT
                    : ReadingComparison.compare(columns[0], expected, actual);
            total = total.with(verdict);
            byKind.merge(kindOf(columns[2]), new Score(0, 0, 0).with(verdict), (one, other) -> one.with(verdict));
            if (verdict != ReadingComparison.Verdict.RIGHT) {
                missed.add("%-6s %-40s %s%n       expected %s%n       was      %s"
                        .formatted(
                                verdict,
                                columns[0],
                                columns[1],
                                columns[2],
                                String.join(" & ", actual) + "   act "
                                        + CONTENT.actClassifier()
                                                .findActs(
                                                        columns[1],
                                                        java.util.EnumSet.allOf(
                                                                pk.rahnuma.dialog.reading.MessageAct.Kind.class))));
            }
        }
        System.out.println(language + " " + file.getFileName() + ": " + total);
        byKind.forEach((kind, score) -> System.out.println("  %-10s %s".formatted(kind, score)));
        if (shows) {
            missed.forEach(System.out::println);
        }
        return total;
    }

    /// Values that choices have before they are corrected: another option of the sentence, or of the question.
    private static Map<String, String> otherValues(String sentence, String expected) {
        Map<String, String> values = new TreeMap<>();
        for (String reading : expected.split(" & ")) {
            if (reading.startsWith("correct:") && reading.contains("=")) {
                String name = reading.substring(8, reading.indexOf('='));
                String value = reading.substring(reading.indexOf('=') + 1);
                for (String script : List.of("register-individual", "register-company")) {
                    if (LIBRARY.findCurrent(script).named().get(name) instanceof ScriptStep.Question question
                            && question.options() instanceof ScriptStep.Options.Fixed fixed
                            && fixed.values().contains(value)) {
                        OptionList options = LIBRARY.texts()
                                .fixedOptions(
                                        "en",
                                        question.texts(),
                                        fixed,
                                        key -> LIBRARY.texts().formatText("en", key));
                        values.put(
                                name,
                                Stream.concat(
                                                options
                                                        .findNames(LIBRARY.texts()
                                                                .lexicon()
                                                                .read(sentence))
                                                        .keySet()
                                                        .stream()
                                                        .map(Option::value),
                                                fixed.values().stream())
                                        .filter(other -> !other.equals(value))
                                        .filter(other -> !Set.of("abroad", "changing", "unsure")
                                                .contains(other))
                                        .findFirst()
                                        .orElseThrow());
                    }
                }
            }
        }
        return values;
    }

    private static String kindOf(String expected) {
        int colon = expected.indexOf(':');
        return expected.contains(" & ") ? "several" : colon < 0 ? expected : expected.substring(0, colon);
    }
}
