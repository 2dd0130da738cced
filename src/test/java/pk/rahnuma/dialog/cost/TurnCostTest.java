package pk.rahnuma.dialog.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongBiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.transcript.TranscriptStates;
import pk.rahnuma.dialog.transcript.TranscriptStates.ReachedState;
import pk.rahnuma.script.ActionTypeRegistry;

/// The cost of a turn, in steps instead of time: it grows no faster than the text, at every state of a conversation,
/// and has an end.
class TurnCostTest {

    /// Lengths of a text, as received: half of the most that is read, and that. Normalising makes some texts longer.
    private static final List<Integer> LENGTHS = List.of(2_000, 4_000);
    private static final List<Integer> LENGTHS_AT_ALL_STATES = List.of(1_000, 2_000);
    /// Of a text of twice the length.
    private static final double MAX_GROWTH = 2.3;
    private static final long GROWTH_ALLOWANCE_STEPS = 200_000;
    /// Some ten milliseconds of a warm processor.
    private static final long MAX_STEPS = 10_000_000;

    /// A first question trains the classifier, and loads the names of countries.
    private static final String LEARNING_TEXT = "what is the fee in Pakistan";

    /// Kinds of states that are tried in every build: those that take the longest texts, or look for the most.
    private static final List<String> MAIN_KINDS =
            List.of("menu", "name", "cnic", "country", "ips", "long-text", "Review");

    private static List<ReachedState> states;
    private static ScriptLibrary library;
    private static ToLongBiFunction<String, String> probe;

    @BeforeAll
    static void reachStates() {
        ScriptSources sources = ScriptSources.readFiles(Path.of("bot-scripts"));
        Map<String, ActionType> actions = ActionTypeRegistry.loadAll();
        library = ScriptLibrary.loadChecked(sources, actions);
        states = TranscriptStates.collectStates(sources, library, actions, TurnCostProbe.CONTEXT);
        probe = TurnCostProbe.load();
    }

    @AfterAll
    static void releaseClasses() {
        probe = null;
        states = null;
    }

    @Test
    void theStatesHaveEveryQuestion() {
        Set<String> asked = new TreeSet<>();
        for (Script script : library.currentScripts()) {
            script.named().values().stream()
                    .filter(step -> step instanceof ScriptStep.Question question && question.derived() == null)
                    .forEach(question -> asked.add(question.name()));
        }
        Set<String> reached = states.stream()
                .map(ReachedState::question)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        asked.removeAll(reached);
        // Its answer is that to the summary.
        asked.remove("declaration");
        assertThat(asked).as("questions that no transcript reaches").isEmpty();
        assertThat(states).extracting(ReachedState::kind).contains("menu", "new person", "Review", "Repeat");
    }

    @Test
    void noTextCostsMoreThanInProportionToItsLengthAtTheMainStates() {
        List<ReachedState> main = MAIN_KINDS.stream()
                .map(kind -> states.stream()
                        .filter(state ->
                                state.kind().equals(kind) && state.pending().isEmpty())
                        .findFirst()
                        .orElseThrow())
                .toList();
        checkTexts(main, LENGTHS);
    }

    @Tag("long")
    @Test
    void noTextCostsMoreThanInProportionToItsLengthAtAnyState() {
        checkTexts(states, LENGTHS_AT_ALL_STATES);
    }

    private static void checkTexts(Iterable<ReachedState> at, List<Integer> lengths) {
        List<String> tooCostly = new ArrayList<>();
        for (ReachedState state : at) {
            countSteps(state, LEARNING_TEXT);
            WorstTexts.KINDS.forEach((kind, piece) -> {
                Map<Integer, Long> steps = new HashMap<>();
                for (int length : lengths) {
                    steps.put(length, countSteps(state, WorstTexts.repeat(piece, length)));
                }
                if (isTooCostly(steps)) {
                    tooCostly.add(state.place() + ", " + kind + ": " + steps);
                }
            });
        }
        assertThat(tooCostly).isEmpty();
    }

    private static long countSteps(ReachedState state, String text) {
        return probe.applyAsLong(
                TurnCostProbe.toJson(state.conversation()),
                TurnCostProbe.toJson(new ConversationInput.Text(text, "m", false)));
    }

    private static boolean isTooCostly(Map<Integer, Long> steps) {
        return steps.entrySet().stream()
                .anyMatch(counted -> counted.getValue() > MAX_STEPS
                        || counted.getValue()
                                > MAX_GROWTH * steps.getOrDefault(counted.getKey() / 2, Long.MAX_VALUE / 4)
                                        + GROWTH_ALLOWANCE_STEPS);
    }
}
