package pk.rahnuma.dialog.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import pk.rahnuma.dialog.transcript.GivenResults;
import pk.rahnuma.dialog.transcript.ScriptTranscript;
import pk.rahnuma.dialog.transcript.TranscriptRunner;
import pk.rahnuma.script.ActionTypeRegistry;
import pk.rahnuma.shared.Language;

/// Packaged scripts, with the actions of the application.
class ShippedScriptsTest {

    private static final ScriptSources SOURCES = ScriptSources.readFiles(Path.of("bot-scripts"));
    private static final Map<String, ActionType> ACTIONS = ActionTypeRegistry.loadAll();

    @Test
    void allScriptsLoadWithoutAProblem() {
        assertThatNoException().isThrownBy(() -> ScriptLibrary.loadChecked(SOURCES, ACTIONS));
    }

    @Test
    void everyPictureThatIsAskedForMustBeReadable() {
        for (Script script : ScriptLibrary.loadChecked(SOURCES, ACTIONS).currentScripts()) {
            for (ScriptStep step : script.named().values()) {
                if (step instanceof ScriptStep.Question question
                        && question.type().typeName().equals("file")) {
                    assertThat(question.properties()).as(question.texts()).containsEntry("paper", true);
                }
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> theDeskSpeaksAsWritten() {
        ScriptLibrary library = ScriptLibrary.loadChecked(SOURCES, ACTIONS);
        Map<String, Map<String, Object>> given = GivenResults.readResults(SOURCES);
        return ScriptTranscript.parseAll(SOURCES).stream()
                .map(transcript -> DynamicTest.dynamicTest(
                        transcript.file() + ": " + transcript.name(),
                        () -> TranscriptRunner.playTranscript(transcript, library, ACTIONS, given)));
    }

    @Test
    void everyScriptHasTranscriptsInEveryLanguage() {
        ScriptLibrary library = ScriptLibrary.loadChecked(SOURCES, ACTIONS);
        for (Script script : library.currentScripts()) {
            for (String language : Language.ALL) {
                assertThat(SOURCES.tests()).containsKey(script.name() + "." + language + ".yaml");
            }
        }
    }
}
