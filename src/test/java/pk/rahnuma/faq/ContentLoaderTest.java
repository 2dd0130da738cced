package pk.rahnuma.faq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pk.rahnuma.dialog.script.InvalidScriptsException;

/// A folder of scripts and answers is read as one.
class ContentLoaderTest {

    @TempDir
    private Path folder;

    private void copy() throws IOException {
        Path packaged = Path.of("bot-scripts");
        try (Stream<Path> files = Files.walk(packaged)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(packaged.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private void spoil(String file, String right, String wrong) throws IOException {
        Path path = folder.resolve(file);
        Files.writeString(path, Files.readString(path).replace(right, wrong));
    }

    @Test
    void mistakesInScriptsAndAnswersAreReportedTogether() throws IOException {
        copy();
        spoil("human.yaml", "type: long-text", "type: story");
        spoil("answers/topics.yaml", "leads_to: status", "leads_to: stat");
        ContentLoader scripts = new ContentLoader(folder.toString());
        InvalidScriptsException invalid = catchThrowableOfType(InvalidScriptsException.class, scripts::scriptLibrary);
        assertThat(invalid.getMessage())
                .contains("human.yaml:9: `type:` is story")
                .contains("leads to `stat`, which is no script");
    }

    @Test
    void thePackagedFolderIsReadWithoutOne() {
        ContentLoader scripts = new ContentLoader(null);
        assertThat(scripts.scriptLibrary().currentScripts()).isNotEmpty();
        assertThat(scripts.faqCatalog().listTopics()).isNotEmpty();
        assertThat(scripts.faqCatalog().heldOutQuestions()).isNotEmpty();
        assertThat(scripts.questionClassifier()).isSameAs(scripts.questionClassifier());
    }
}
