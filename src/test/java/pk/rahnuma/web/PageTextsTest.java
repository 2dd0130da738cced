package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.dialog.script.ScriptTexts;

/// Texts of the chat page (`web.*`) and of the other pages (`site.*`): a source file names each of them.
class PageTextsTest {

    private static final String CHAT_PREFIX = "web.";
    private static final String SITE_PREFIX = "site.";
    /// The page of a problem takes the text of this ending as its title.
    private static final String TITLE_SUFFIX = "_title";

    private static String sources;
    private static ScriptTexts texts;

    @BeforeAll
    static void readFiles() throws IOException {
        sources = Stream.of("src/main/java", "src/main/jte", "src/main/resources/pk/rahnuma/web")
                .map(Path::of)
                .flatMap(PageTextsTest::readSources)
                .collect(Collectors.joining("\n"));
        texts = new ScriptTexts(ScriptSources.readFiles(Path.of("bot-scripts")).texts(), new ArrayList<>());
    }

    private static Stream<String> readSources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().matches(".*\\.(java|jte|js)"))
                    .map(PageTextsTest::readSource)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String readSource(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> findUnused(String prefix) {
        return texts.textKeys().stream()
                .filter(key -> key.startsWith(prefix) && !isUsed(key))
                .toList();
    }

    private static boolean isUsed(String key) {
        if (key.startsWith(SITE_PREFIX)) {
            return isNamed(key) || key.endsWith(TITLE_SUFFIX) && isNamed(key.replace(TITLE_SUFFIX, ""));
        }
        String name = key.substring(CHAT_PREFIX.length());
        return isNamed(key)
                || Pattern.compile("[\"']%1$s[\"']|\\bwords\\.%1$s\\b".formatted(name))
                        .matcher(sources)
                        .find();
    }

    private static boolean isNamed(String key) {
        return sources.contains("\"" + key + "\"");
    }

    @Test
    void noTextOfAPageIsUnused() {
        assertThat(findUnused(SITE_PREFIX)).isEmpty();
        assertThat(findUnused(CHAT_PREFIX)).isEmpty();
        assertThat(texts.textKeys()).contains("site.fault", "site.fault_title", "web.today", "web.sandbox");
    }

    @Test
    void aTextThatNoFileNamesIsFound() {
        assertThat(isUsed("site.no_such_text")).isFalse();
        assertThat(isUsed("site.no_such_title")).isFalse();
        assertThat(isUsed("web.no_such_text")).isFalse();
    }
}
