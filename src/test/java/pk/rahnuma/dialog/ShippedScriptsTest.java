package pk.rahnuma.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.ScriptTexts;
import pk.rahnuma.dialog.transcript.GivenResults;
import pk.rahnuma.dialog.transcript.ScriptTranscript;
import pk.rahnuma.dialog.transcript.TranscriptRunner;
import pk.rahnuma.script.ActionTypeRegistry;

/// The scripts that the desk ships, with the actions that it has.
class ShippedScriptsTest {

    private static final ScriptSources SOURCES = ScriptSources.of(Path.of("bot-scripts"));
    private static final Map<String, ActionType> ACTIONS = ActionTypeRegistry.all();

    @Test
    void all_scripts_load_without_a_problem() {
        assertThatNoException().isThrownBy(() -> ScriptLibrary.load(SOURCES, ACTIONS));
    }

    @Test
    void everyPictureThatIsAskedForMustBeReadable() {
        for (Script script : ScriptLibrary.load(SOURCES, ACTIONS).current()) {
            for (ScriptStep step : script.named().values()) {
                if (step instanceof ScriptStep.Question question
                        && question.type().name().equals("file")) {
                    assertThat(question.properties()).as(question.texts()).containsEntry("paper", true);
                }
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> the_desk_speaks_as_written() {
        ScriptLibrary library = ScriptLibrary.load(SOURCES, ACTIONS);
        Map<String, Map<String, Object>> given = GivenResults.of(SOURCES);
        return ScriptTranscript.all(SOURCES).stream()
                .map(transcript -> DynamicTest.dynamicTest(
                        transcript.file() + ": " + transcript.name(),
                        () -> TranscriptRunner.play(transcript, library, ACTIONS, given)));
    }

    @Test
    void every_script_has_transcripts_in_every_language() {
        ScriptLibrary library = ScriptLibrary.load(SOURCES, ACTIONS);
        for (Script script : library.current()) {
            for (String language : ScriptTexts.LANGUAGES) {
                assertThat(SOURCES.tests()).containsKey(script.name() + "." + language + ".yaml");
            }
        }
    }
}
