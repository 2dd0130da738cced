package pk.rahnuma.dialog.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import pk.rahnuma.dialog.engine.ScriptedConversation;
import pk.rahnuma.script.ActionTypeRegistry;
import pk.rahnuma.script.ScriptFolderReader;

class ScriptDiagramTest {

    private static String drawn(String form) {
        ScriptLibrary library = ScriptedConversation.library(form);
        return ScriptDiagram.drawScripts(library.findCurrent("form"), library.texts());
    }

    /// After an intended change: `scripts draw lookup > src/test/resources/drawings/lookup.mmd`, and the same into the
    /// page.
    @Test
    void thePackagedLookupScriptIsDrawnAsItWasAndAsTheDocumentationShowsIt() throws IOException {
        ScriptLibrary packaged =
                ScriptLibrary.loadChecked(ScriptFolderReader.readSources(null), ActionTypeRegistry.loadAll());
        String drawn = ScriptDiagram.drawScripts(packaged.findCurrent("lookup"), packaged.texts());
        assertThat(drawn).isEqualTo(Files.readString(Path.of("src/test/resources/drawings/lookup.mmd")));
        assertThat(Files.readString(Path.of("docs/scripts.md"))).contains("```mermaid\n" + drawn + "```");
    }

    @Test
    void aConditionIsOnTheArrowAndWhoDoesNotMeetItPassesBy() {
        assertThat(drawn(ScriptedConversation.FORM))
                .contains("s3 -->|\"kind == 'two'\"| s5\n")
                .contains("s5 --> s6\n")
                .contains("s3 -->|\"otherwise\"| s6\n");
    }

    @Test
    void aRepeatIsABoxThatIsLeftWhenThereIsNoMore() {
        assertThat(drawn(ScriptedConversation.FORM))
                .contains("    subgraph s9[\"")
                .contains("        s10[\"")
                .contains("    end\n");
        assertThat(drawn(ScriptedConversation.FORM))
                .contains("s11 -->|\"another\"| s10\n")
                .contains("s11 -->|\"no more\"| s12\n");
    }

    @Test
    void severalConditionsOneAfterTheOtherLeaveOneWayForTheRest() {
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
    void withoutANameAllScriptsAreDrawnAndHowTheyLeadToEachOther() {
        ScriptLibrary library = ScriptedConversation.library();
        assertThat(ScriptDiagram.drawScripts(library.currentScripts(), library.texts()))
                .isEqualTo("""
                        flowchart TD
                            s0["Aside<br/>aside"]
                            s1["Form<br/>form"]
                            s2["Hello<br/>hello"]
                            s1 -.->|offers| s1
                            s2 -.->|offers| s1
                        """);
    }
}
