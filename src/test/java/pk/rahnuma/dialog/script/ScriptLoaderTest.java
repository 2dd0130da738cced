package pk.rahnuma.dialog.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.dialog.engine.ScriptedConversation;

/// Problems of a script are reported before it runs: file, line and remedy.
class ScriptLoaderTest {

    private static String problems(String form) {
        InvalidScriptsException invalid =
                catchThrowableOfType(InvalidScriptsException.class, () -> ScriptedConversation.library(form));
        assertThat(invalid).as("the script should not load").isNotNull();
        return invalid.getMessage();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            type: cnic            | type: cnik          | form.yaml:17: `type:` is cnik, which is no field type; use one of
            kind == 'two'         | kind == 2           | form.yaml:13: «kind == 2» does not compile
            kind == 'two'         | knd == 'two'        | form.yaml:13: «knd == 'two'» does not compile
            kind == 'two'         | card == ''          | form.yaml:13: `card` is only known further down
            kind == 'two'         | kind                | form.yaml:13: «kind» is string, not bool
            action: test.send     | action: test.sand   | there is no action `test.sand`
            act: sent             | read: sent          | `test.send` changes something; write `act:`
            least: 2              | leest: 2            | `leest` is unknown in `ask`
            least: 2              | least: two          | `least` takes a Long
            least: 2              | distinct: true      | `distinct:` does not fit here
            end: received         | stop: received      | this is no step; begin it with one of
            ask: card             | ask: kind           | the name `kind` is taken
            ask: card             | ask: plate          | the text `form.plate.ask` is missing
            title: site           | title: sight        | `title:` names no question of the repeat
            offer: [form]         | brings: everything  | nothing is called `everything`; write `brings: my-data`
            offer: [form]         | brings: sent.due    | nothing is called `sent.due`; write `brings: my-data`, name a list
            offer: [form]         | brings: form.files  | nothing is called `form.files`
            [form]                | [from]              | there is no script `from`
            [form]                | [sent.form]         | `sent.form` is no text of a call above; name a script
            [one, two, status]    | [one, two, no]      | `no` is not read as a word; put it in quotes
            menu: 1               | meno: 1             | `meno` is unknown here
            answers: answers      | answer: answers     | `test.send` needs `answers`
            """)
    void aBrokenScriptIsRefusedWithPlaceAndRemedy(String right, String wrong, String said) {
        assertThat(problems(ScriptedConversation.FORM.replace(right, wrong))).contains(said);
    }

    @Test
    void aScriptThatCanRunOutOfStepsIsRefused() {
        assertThat(problems(ScriptedConversation.FORM.replace("  - end: received\n    offer: [form]\n", "")))
                .contains("a dead end");
    }

    @Test
    void aMistakeInAFragmentIsReportedWithFileAndLineOfTheFragment() {
        ScriptSources plain = ScriptedConversation.sources(
                ScriptedConversation.FORM.replace("keeps: true\nsteps:\n", "steps:\n  - include: plates\n"));
        ScriptSources sources = new ScriptSources(
                plain.scripts(), Map.of("plates", "- ask: plate\n  type: cnik\n"), plain.texts(), Map.of(), Map.of());
        InvalidScriptsException invalid = catchThrowableOfType(
                InvalidScriptsException.class, () -> ScriptLibrary.loadChecked(sources, ScriptedConversation.ACTIONS));
        assertThat(invalid.getMessage()).contains("fragments/plates.yaml:1: `type:` is cnik");
    }

    @Test
    void yamlThatIsNoneIsRefusedWithItsLine() {
        assertThat(problems("script: form\nsteps:\n  - ask: [\n"))
                .contains("form.yaml:")
                .contains("this is not YAML");
    }

    @Test
    void aTextThatOneLanguageLacksOrUsesOtherwiseIsRefused() {
        ScriptSources sources = ScriptedConversation.sources(ScriptedConversation.FORM);
        Map<String, Map<String, String>> texts = new HashMap<>(sources.texts());
        String urdu = texts.get("ur").get("ur/all.yaml");
        texts.put(
                "ur",
                Map.of(
                        "ur/all.yaml",
                        urdu.replace("  stopped: \"STOPPED\"\n", "").replace("CANCEL {title}", "CANCEL")));
        InvalidScriptsException invalid = catchThrowableOfType(
                InvalidScriptsException.class,
                () -> ScriptLibrary.loadChecked(
                        new ScriptSources(sources.scripts(), Map.of(), texts, Map.of(), Map.of()),
                        ScriptedConversation.ACTIONS));
        assertThat(invalid.getMessage())
                .contains("texts/ur/all.yaml: `engine.stopped` is missing")
                .contains("`engine.cancel` uses [] where English uses [title]");
    }

    @Test
    void aNameToActForThatNoStepKnowsIsRefused() {
        ScriptSources sources = ScriptedConversation.sources(ScriptedConversation.FORM);
        Map<String, Map<String, String>> texts = new HashMap<>(sources.texts());
        texts.replaceAll((language, files) -> Map.of(
                language + "/all.yaml",
                files.get(language + "/all.yaml").replace("\nform:\n", "\nform:\n  acts_for: \"{firm}\"\n")));
        InvalidScriptsException invalid = catchThrowableOfType(
                InvalidScriptsException.class,
                () -> ScriptLibrary.loadChecked(
                        new ScriptSources(sources.scripts(), Map.of(), texts, Map.of(), Map.of()),
                        ScriptedConversation.ACTIONS));
        assertThat(invalid).hasMessageContaining("the text `form.acts_for` uses {firm}, which has no value here");
    }

    @Test
    void aDefinitionLoadsAgainFromItsSourceToTheSameFlow() {
        ScriptLibrary library = ScriptedConversation.library();
        Script form = library.findCurrent("form");
        String newer = ScriptedConversation.FORM.replace("type: number", "type: number\n        most: 5");
        ScriptLibrary again = ScriptedConversation.library(newer).withVersions(Map.of(form.flow(), form.source()));
        assertThat(again.findVersion(form.flow()).source()).isEqualTo(form.source());
        assertThat(again.findVersion(form.flow()).steps()).hasSameSizeAs(form.steps());
        assertThat(again.unusableVersions()).isEmpty();
    }

    @Test
    void anOlderVersionWithoutItsTextOrActionIsReportedWithTheReason() {
        String source = ScriptedConversation.FIRST.source().replace("test.send", "test.telegraph");
        ScriptLibrary library = ScriptedConversation.library().withVersions(Map.of("0123456789abcdef", source));
        assertThat(library.findVersion("0123456789abcdef")).isNull();
        assertThat(library.unusableVersions()).containsOnlyKeys("0123456789abcdef");
        assertThat(library.unusableVersions().get("0123456789abcdef"))
                .anySatisfy(problem -> assertThat(problem.toString()).contains("test.telegraph"));
    }

    @Test
    void commentsAndLineBreaksDoNotMakeAnotherVersion() {
        String commented =
                "# a comment\n" + ScriptedConversation.FORM.replace("    most: 40\n", "    most:   40   # enough\n");
        assertThat(ScriptedConversation.library(commented).findCurrent("form").flow())
                .isEqualTo(ScriptedConversation.library().findCurrent("form").flow());
    }
}
