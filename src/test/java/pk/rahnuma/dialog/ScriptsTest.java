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
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.Sources;
import pk.rahnuma.dialog.script.Step;
import pk.rahnuma.dialog.script.Texts;
import pk.rahnuma.dialog.transcript.Given;
import pk.rahnuma.dialog.transcript.Rehearsal;
import pk.rahnuma.dialog.transcript.Transcript;
import pk.rahnuma.guidance.ActionTypes;

/// The scripts that the desk ships, with the actions that it has.
class ScriptsTest {

    private static final Sources SOURCES = Sources.of(Path.of("bot-scripts"));
    private static final Map<String, ActionType> ACTIONS = ActionTypes.all();

    @Test
    void all_scripts_load_without_a_problem() {
        assertThatNoException().isThrownBy(() -> Library.load(SOURCES, ACTIONS));
    }

    @Test
    void everyPictureThatIsAskedForMustBeReadable() {
        for (Script script : Library.load(SOURCES, ACTIONS).current()) {
            for (Step step : script.named().values()) {
                if (step instanceof Step.Question question
                        && question.type().name().equals("file")) {
                    assertThat(question.properties()).as(question.texts()).containsEntry("paper", true);
                }
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> the_desk_speaks_as_written() {
        Library library = Library.load(SOURCES, ACTIONS);
        Map<String, Map<String, Object>> given = Given.of(SOURCES);
        return Transcript.all(SOURCES).stream()
                .map(transcript -> DynamicTest.dynamicTest(
                        transcript.file() + ": " + transcript.name(),
                        () -> Rehearsal.play(transcript, library, ACTIONS, given)));
    }

    @Test
    void every_script_has_transcripts_in_every_language() {
        Library library = Library.load(SOURCES, ACTIONS);
        for (Script script : library.current()) {
            for (String language : Texts.LANGUAGES) {
                assertThat(SOURCES.tests()).containsKey(script.name() + "." + language + ".yaml");
            }
        }
    }
}
