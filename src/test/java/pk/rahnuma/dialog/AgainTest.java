package pk.rahnuma.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.dialog.script.ScriptsInvalid;
import pk.rahnuma.dialog.script.Sources;

/// Questions of another script, asked again by name.
class AgainTest {

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

    private static Library library(String hello) {
        Sources plain = Stage.sources(Stage.FORM);
        Map<String, String> scripts = new LinkedHashMap<>(plain.scripts());
        scripts.put("hello.yaml", hello);
        return Library.load(new Sources(scripts, Map.of(), plain.texts(), Map.of(), Map.of()), Stage.ACTIONS);
    }

    private static Stage stage() {
        return new Stage(library(AGAIN), new Conversation("en", List.of(), List.of(), 0)).tapsData("!start=hello");
    }

    @Test
    void only_what_is_named_is_asked_with_the_checks_of_its_script() {
        Stage stage = stage().says("en");
        assertThat(stage.text()).contains("ONLY TWO?");
        assertThat(stage.says("7").text()).contains("CARD?");
        assertThat(stage.says("123").text()).contains("CARD?");
        assertThat(stage.says("35202-1234567-1").text()).contains("READY");
        assertThat(stage.simulator.conversation().stack()).isEmpty();
    }

    @Test
    void what_depends_on_a_question_asked_again_follows_it() {
        Stage stage = stage().says("ur");
        assertThat(stage.text()).contains("KIND?");
        assertThat(stage.says("two").text()).contains("ONLY TWO?");
        assertThat(stage().says("ur").says("one").text()).contains("READY");
    }

    @Test
    void a_version_holds_the_questions_as_they_were() {
        Library now = library(AGAIN);
        String source = now.current("hello").source();
        assertThat(source).contains("only_two").contains("\"texts\":\"form\"");
        Library later = library(AGAIN.replace("'card', ", "")).with(Map.of("old", source));
        assertThat(later.lost()).isEmpty();
    }

    /// `card` and `site` stand in both forms; `hello` asks either.
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

    private static Library both(String other) {
        Sources plain = Stage.sources(Stage.FORM);
        Map<String, String> scripts = new LinkedHashMap<>(plain.scripts());
        scripts.put("aside.yaml", other);
        String again = "  - again: aside\n    only: \"language == 'ur' ? ['card'] : []\"\n";
        scripts.put("hello.yaml", AGAIN.replace("  - end: ready", again + "  - end: ready"));
        return Library.load(new Sources(scripts, Map.of(), plain.texts(), Map.of(), Map.of()), Stage.ACTIONS);
    }

    @Test
    void two_forms_may_have_questions_of_one_name_and_type() {
        Library library = both(OTHER.replaceFirst("(?s)  - repeat.*?type: text\n", ""));
        Stage stage = new Stage(library, new Conversation("en", List.of(), List.of(), 0)).tapsData("!start=hello");
        stage.says("ur").says("one");
        assertThat(stage.text()).contains("CARD?");
        assertThat(stage.says("35202-1234567-1").text()).contains("READY");
    }

    @Test
    void two_lists_of_one_name_or_questions_of_two_types_are_refused() {
        ScriptsInvalid lists = catchThrowableOfType(ScriptsInvalid.class, () -> both(OTHER));
        assertThat(lists.getMessage()).contains("the name `sites` is taken");
        ScriptsInvalid types =
                catchThrowableOfType(ScriptsInvalid.class, () -> both(OTHER.replace("type: cnic", "type: text")));
        assertThat(types.getMessage()).contains("the name `card` is taken");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            again: form          | again: from          | there is no script `from`
            ['kind']             | ['kind'              | does not compile
            ['kind']             | 'kind'               | does not compile
            only:                | when:                | `again` takes `only`, and nothing else
            """)
    void a_mistake_is_told(String right, String wrong, String said) {
        ScriptsInvalid invalid = catchThrowableOfType(ScriptsInvalid.class, () -> library(AGAIN.replace(right, wrong)));
        assertThat(invalid).isNotNull();
        assertThat(invalid.getMessage()).contains(said);
    }
}
