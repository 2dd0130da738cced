package pk.rahnuma.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;

/// A session in the middle of a script continues after an upgrade: the scripts of 26 Nov 2026, as the table
/// `script_flow` stored them, work with the present texts and actions. A text that an earlier version uses keeps its
/// name and gets no new arguments: a text with another meaning gets another name.
class EarlierScriptVersionsTest {

    static Stream<Path> versions() throws IOException {
        return Files.list(Path.of("src/test/resources/versions"))
                .filter(file -> file.toString().endsWith(".json"));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void sessionsOfAnEarlierVersionCanGoOn(Path version) throws IOException {
        ScriptLibrary library =
                ScriptLibrary.loadChecked(ScriptFolderReader.readSources(null), ActionTypeRegistry.loadAll());
        assertThat(library.withVersions(
                                Map.of("earlier", Files.readString(version).strip()))
                        .unusableVersions())
                .isEmpty();
    }
}
