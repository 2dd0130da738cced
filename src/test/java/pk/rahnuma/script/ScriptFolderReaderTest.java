package pk.rahnuma.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pk.rahnuma.dialog.script.InvalidScriptsException;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptTexts;

class ScriptFolderReaderTest {

    private static final Path PACKAGED = Path.of("bot-scripts");

    @TempDir
    private Path folder;

    /// Folder of an operator as of a version without the texts of `desk.yaml`.
    @BeforeEach
    void copyPackagedFolder() throws IOException {
        try (Stream<Path> files = Files.walk(PACKAGED)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("desk.yaml")) {
                    Path copy = folder.resolve(PACKAGED.relativize(file));
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static ScriptTexts load(Path scripts) {
        return ScriptLibrary.loadChecked(
                        ScriptFolderReader.readSources(scripts == null ? null : scripts.toString()),
                        ActionTypeRegistry.loadAll())
                .texts();
    }

    private void write(String language, String text) throws IOException {
        Files.writeString(folder.resolve("texts").resolve(language).resolve("own.yaml"), text);
    }

    @Test
    void aTextThatTheFolderOfTheOperatorDoesNotHaveIsThePackagedOne() throws IOException {
        for (String language : new String[] {"en", "ur", "ur-Latn"}) {
            write(language, "notices:\n  withdrawn: \"{reference}: own text\"\n");
        }
        ScriptTexts texts = load(folder);
        assertThat(texts.formatText("ur", "notices.erased"))
                .isEqualTo(load(null).formatText("ur", "notices.erased"))
                .isNotBlank();
        assertThat(texts.formatText("ur", "notices.withdrawn", Map.of("reference", "K7MP")))
                .isEqualTo("K7MP: own text");
    }

    @Test
    void aTextThatTheOperatorHasInOneLanguageOnlyIsReported() throws IOException {
        write("en", "notices:\n  withdrawn: \"{reference}: own text\"\n");
        assertThatThrownBy(() -> load(folder))
                .isInstanceOf(InvalidScriptsException.class)
                .hasMessageContaining("notices.withdrawn");
    }
}
