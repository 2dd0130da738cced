package pk.rahnuma.dialog.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.dialog.engine.ScriptedConversation;

/// Questions of another script, asked again by name.
class QuestionImportTest {

    private static final String AGAIN = """
            script: hello
            command: start
            steps:
              - ask: language
                type: choice
                options: [en, ur]
              - again: form
                only: "language == 'en' ? ['card', 'only_two'] : ['kind']"
              - end: ready
            """;

    private static ScriptLibrary library(String hello) {
        ScriptSources plain = ScriptedConversation.sources(ScriptedConversation.FORM);
        Map<String, String> scripts = new LinkedHashMap<>(plain.scripts());
        scripts.put("hello.yaml", hello);
        return ScriptLibrary.loadChecked(
                new ScriptSources(scripts, Map.of(), plain.texts(), Map.of(), Map.of()), ScriptedConversation.ACTIONS);
    }

    private static ScriptedConversation stage() {
        return new ScriptedConversation(library(AGAIN)).tapData("!start=hello");
    }

    @Test
    void onlyWhatIsNamedIsAskedWithTheChecksOfItsScript() {
        ScriptedConversation stage = stage().sayText("en");
        assertThat(stage.text()).contains("ONLY TWO?");
        assertThat(stage.sayText("7").text()).contains("CARD?");
        assertThat(stage.sayText("123").text()).contains("CARD?");
        assertThat(stage.sayText("35202-1234567-1").text()).contains("READY");
        assertThat(stage.simulator.conversation().stack()).isEmpty();
    }

    @Test
    void dependentQuestionsFollowAQuestionAskedAgain() {
        ScriptedConversation stage = stage().sayText("ur");
        assertThat(stage.text()).contains("KIND?");
        assertThat(stage.sayText("two").text()).contains("ONLY TWO?");
        assertThat(stage().sayText("ur").sayText("one").text()).contains("READY");
    }

    @Test
    void aVersionHoldsTheQuestionsAsTheyWere() {
        ScriptLibrary now = library(AGAIN);
        String source = now.findCurrent("hello").source();
        assertThat(source).contains("only_two").contains("\"texts\":\"form\"");
        ScriptLibrary later = library(AGAIN.replace("'card', ", "")).withVersions(Map.of("old", source));
        assertThat(later.unusableVersions()).isEmpty();
    }

    /// `card` and `site` are in both forms; `hello` asks either.
    private static final String OTHER = """
            script: aside
            steps:
              - ask: card
                type: cnic
                texts: form
              - repeat: sites
                title: site
                texts: form
                steps:
                  - ask: site
                    type: text
              - end: over
            """;

    private static ScriptLibrary both(String other) {
        ScriptSources plain = ScriptedConversation.sources(ScriptedConversation.FORM);
        Map<String, String> scripts = new LinkedHashMap<>(plain.scripts());
        scripts.put("aside.yaml", other);
        String again = "  - again: aside\n    only: \"language == 'ur' ? ['card'] : []\"\n";
        scripts.put("hello.yaml", AGAIN.replace("  - end: ready", again + "  - end: ready"));
        return ScriptLibrary.loadChecked(
                new ScriptSources(scripts, Map.of(), plain.texts(), Map.of(), Map.of()), ScriptedConversation.ACTIONS);
    }

    @Test
    void twoFormsMayHaveQuestionsOfOneNameAndType() {
        ScriptLibrary library = both(OTHER.replaceFirst("(?s)  - repeat.*?type: text\n", ""));
        ScriptedConversation stage = new ScriptedConversation(library).tapData("!start=hello");
        stage.sayText("ur").sayText("one");
        assertThat(stage.text()).contains("CARD?");
        assertThat(stage.sayText("35202-1234567-1").text()).contains("READY");
    }

    @Test
    void twoListsOfOneNameOrQuestionsOfTwoTypesAreRefused() {
        InvalidScriptsException lists = catchThrowableOfType(InvalidScriptsException.class, () -> both(OTHER));
        assertThat(lists.getMessage()).contains("the name `sites` is taken");
        InvalidScriptsException types = catchThrowableOfType(
                InvalidScriptsException.class, () -> both(OTHER.replace("type: cnic", "type: text")));
        assertThat(types.getMessage()).contains("the name `card` is taken");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            again: form          | again: from          | there is no script `from`
            ['kind']             | ['kind'              | does not compile
            ['kind']             | 'kind'               | does not compile
            only:                | when:                | `again` takes `only`, and nothing else
            """)
    void aMistakeIsReported(String right, String wrong, String said) {
        InvalidScriptsException invalid =
                catchThrowableOfType(InvalidScriptsException.class, () -> library(AGAIN.replace(right, wrong)));
        assertThat(invalid).isNotNull();
        assertThat(invalid.getMessage()).contains(said);
    }
}
