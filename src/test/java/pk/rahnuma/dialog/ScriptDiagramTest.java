package pk.rahnuma.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import pk.rahnuma.dialog.script.ScriptDiagram;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.script.ActionTypeRegistry;
import pk.rahnuma.script.ScriptFolderReader;

class ScriptDiagramTest {

    private static String drawn(String form) {
        ScriptLibrary library = ScriptedConversation.library(form);
        return ScriptDiagram.of(library.current("form"), library.texts());
    }

    /// After a change that is meant: `scripts draw status > src/test/resources/drawings/status.mmd`, and the same into
    /// the page.
    @Test
    void the_packaged_status_script_is_drawn_as_it_was_and_as_the_documentation_shows_it() throws IOException {
        ScriptLibrary packaged = ScriptLibrary.load(ScriptFolderReader.read(null), ActionTypeRegistry.all());
        String drawn = ScriptDiagram.of(packaged.current("status"), packaged.texts());
        assertThat(drawn).isEqualTo(Files.readString(Path.of("src/test/resources/drawings/status.mmd")));
        assertThat(Files.readString(Path.of("docs/scripts.md"))).contains("```mermaid\n" + drawn + "```");
    }

    @Test
    void a_condition_is_on_the_arrow_and_who_does_not_meet_it_passes_by() {
        assertThat(drawn(ScriptedConversation.FORM))
                .contains("s3 -->|\"kind == 'two'\"| s5\n")
                .contains("s5 --> s6\n")
                .contains("s3 -->|\"otherwise\"| s6\n");
    }

    @Test
    void a_repeat_is_a_box_that_is_left_when_there_is_no_more() {
        assertThat(drawn(ScriptedConversation.FORM))
                .contains("    subgraph s9[\"")
                .contains("        s10[\"")
                .contains("    end\n");
        assertThat(drawn(ScriptedConversation.FORM))
                .contains("s11 -->|\"another\"| s10\n")
                .contains("s11 -->|\"no more\"| s12\n");
    }

    @Test
    void several_conditions_one_after_the_other_leave_one_way_for_the_rest() {
        String form = ScriptedConversation.FORM.replace("  - ask: card\n", """
                  - when: kind == 'one' && name != '<b>"x"</b>'
                    steps:
                      - when: size(name) > 3
                        steps:
                          - go: aside
                  - ask: card
                """);
        assertThat(drawn(form))
                .contains("s3 -->|\"kind == 'one' #amp;#amp; name != '#lt;b#gt;#quot;x#quot;#lt;/b#gt;' and size(name)"
                        + " #gt; 3\"| s8\n")
                .contains("s3 -->|\"otherwise\"| s9\n");
    }

    @Test
    void without_a_name_all_scripts_are_drawn_and_how_they_lead_to_each_other() {
        ScriptLibrary library = ScriptedConversation.library();
        assertThat(ScriptDiagram.of(library.current(), library.texts())).isEqualTo("""
                        flowchart TD
                            s0["Aside<br/>aside"]
                            s1["Form<br/>form"]
                            s2["Hello<br/>hello"]
                            s1 -.->|offers| s1
                            s2 -.->|offers| s1
                        """);
    }
}
