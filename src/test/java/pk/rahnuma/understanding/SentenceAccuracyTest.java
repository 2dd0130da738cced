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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;
import pk.rahnuma.dialog.transcript.GivenResults;
import pk.rahnuma.faq.ContentLoader;
import pk.rahnuma.script.ActionTypeRegistry;

/// Accuracy of the reading of messages, by kind of reading, on sentences with a state and what a careful clerk takes
/// them for. Prints the figures of `docs/answers.md`.
class SentenceAccuracyTest {

    private static final Map<String, ActionType> ACTIONS = ActionTypeRegistry.loadAll();
    private static final ScriptSources SOURCES = ScriptSources.readFiles(Path.of("bot-scripts"));
    private static final ScriptLibrary LIBRARY = ScriptLibrary.loadChecked(SOURCES, ACTIONS);
    private static final ContentLoader CONTENT = new ContentLoader(null);
    private static final DialogEngine ENGINE = new DialogEngine(LIBRARY, CONTENT.faqMatcher());
    private static final Map<String, Map<String, Object>> RESULTS = GivenResults.readResults(SOURCES);

    /// Figures of a kind of reading.
    private record Score(int all, int right, int wrong) {

        Score with(ReadingComparison.Verdict verdict) {
            return new Score(
                    all + 1,
                    right + (verdict == ReadingComparison.Verdict.RIGHT ? 1 : 0),
                    wrong + (verdict == ReadingComparison.Verdict.WRONG ? 1 : 0));
        }

        @Override
        public String toString() {
            return "%4d %4d right (%3d %%), %3d wrong".formatted(all, right, 100 * right / Math.max(1, all), wrong);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ur", "ur-Latn"})
    void sentencesAreReadAsACarefulClerkReadsThem(String language) throws IOException {
        Score score = measure(Path.of("bot-scripts/tests/understanding." + language + ".tsv"), language, true);
        assertThat(score.all()).isGreaterThan(100);
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
            ConversationState state = reached.computeIfAbsent(columns[0], states::reach);
            if (state == null) {
                missed.add("unreached: " + columns[0]);
                continue;
            }
            Set<String> expected = Set.of(columns[2].split(" & "));
            Set<String> actual = outcomes.describe(state, columns[1], language);
            ReadingComparison.Verdict verdict = ReadingComparison.compare(columns[0], expected, actual);
            total = total.with(verdict);
            byKind.merge(kindOf(columns[2]), new Score(0, 0, 0).with(verdict), (one, other) -> one.with(verdict));
            if (verdict != ReadingComparison.Verdict.RIGHT) {
                missed.add("%-6s %-40s %s%n       expected %s%n       was      %s"
                        .formatted(verdict, columns[0], columns[1], columns[2], String.join(" & ", actual)));
            }
        }
        System.out.println(language + " " + file.getFileName() + ": " + total);
        byKind.forEach((kind, score) -> System.out.println("  %-10s %s".formatted(kind, score)));
        if (shows) {
            missed.forEach(System.out::println);
        }
        return total;
    }

    private static String kindOf(String expected) {
        return expected.contains(" & ") ? "several" : expected.substring(0, Math.max(expected.indexOf(':'), 0)).isEmpty() ? expected : expected.substring(0, expected.indexOf(':'));
    }
}
