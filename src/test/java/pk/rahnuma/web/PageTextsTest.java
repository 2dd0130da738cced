package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.SourceFiles;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.dialog.script.ScriptTexts;

/// Texts of the chat page (`web.*`) and of the other pages (`site.*`): a source file names each of them.
class PageTextsTest {

    private static final String CHAT_PREFIX = "web.";
    private static final String SITE_PREFIX = "site.";
    /// The page of a problem takes the text of this ending as its title.
    private static final String TITLE_SUFFIX = "_title";

    /// A word in quotes, or a member of the object that holds the texts of the chat page.
    private static final Pattern NAME = Pattern.compile("[\"']([\\w.-]+)(?=[\"'])|\\bwords\\.(\\w+)");

    private static Set<String> names;
    private static ScriptTexts texts;

    @BeforeAll
    static void readFiles() {
        names = Stream.of("src/main/java", "src/main/jte", "src/main/resources/pk/rahnuma/web")
                .flatMap(folder -> SourceFiles.find(Path.of(folder), ""))
                .filter(file -> file.toString().matches(".*\\.(java|jte|js)"))
                .flatMap(file -> NAME.matcher(SourceFiles.read(file)).results())
                .map(name -> name.group(1) == null ? "words." + name.group(2) : name.group(1))
                .collect(Collectors.toSet());
        texts = new ScriptTexts(ScriptSources.readFiles(Path.of("bot-scripts")).texts(), new ArrayList<>());
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
        return isNamed(key) || isNamed(name) || isNamed("words." + name);
    }

    private static boolean isNamed(String key) {
        return names.contains(key);
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
