package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.SourceFiles;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.MessageBundle;

/// Texts of the console.
class ConsoleTextsTest {

    private final MessageBundle words = MessageBundle.loadFolder("/pk/rahnuma/console/", Language.STAFF);

    /// Keys of texts: one, or two of which one is chosen.
    private static final Pattern SAID = Pattern.compile(
            "\\bformatText\\(\\s*(?:[^\"();]*(?:\\([^()]*\\))?[^\"();]*\\? *)?\"([a-zA-Z_.-]+)\"( *\\+)?(?: : \"([a-zA-Z_.-]+)\")?");

    /// Keys of codes, by their kind.
    private static final Pattern WORD = Pattern.compile("\\bcodeText\\(\\s*\"([a-z_.]+)\"");

    @Test
    void bothLanguagesHaveTheSameTexts() {
        assertThat(words.textKeys("ur")).isEqualTo(words.textKeys("en"));
    }

    @Test
    void bothLanguagesHaveTheSameArgumentsInEachText() {
        for (String key : words.textKeys("en")) {
            assertThat(words.argumentNames("ur", key)).as(key).isEqualTo(words.argumentNames("en", key));
        }
    }

    @Test
    void everyTextThatAPageAsksForIsThere() {
        Set<String> missing = new TreeSet<>();
        Set<String> asked = new TreeSet<>();
        sources().forEach(source -> {
            SAID.matcher(source).results().forEach(found -> {
                boolean begin = found.group(2) != null;
                String key = found.group(1);
                asked.add(key);
                if (begin ? !anyBelow(key) : !words.hasText(key)) {
                    missing.add(key);
                }
                if (found.group(3) != null && !words.hasText(found.group(3))) {
                    missing.add(found.group(3));
                }
            });
            WORD.matcher(source).results().map(found -> found.group(1) + ".").forEach(kind -> {
                if (!anyBelow(kind)) {
                    missing.add(kind);
                }
            });
        });
        assertThat(asked).hasSizeGreaterThan(150).contains("desk.skip", "signin.second_new", "log.verified");
        assertThat(missing).isEmpty();
    }

    private boolean anyBelow(String begin) {
        return words.textKeys("en").stream().anyMatch(key -> key.startsWith(begin));
    }

    private static Stream<String> sources() {
        return Stream.of(Path.of("src/main/jte"), Path.of("src/main/java/pk/rahnuma/console"))
                .flatMap(folder -> SourceFiles.find(folder, ""))
                .map(SourceFiles::read);
    }
}
