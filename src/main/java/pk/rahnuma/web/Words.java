package pk.rahnuma.web;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.dialog.script.Texts;
import pk.rahnuma.documents.Documents;
import pk.rahnuma.store.Mode;

/// What the pages say: the texts `web.*`, by the rest of their keys; and what the desk says of files, as `file_*`.
@Singleton
final class Words {

    private static final String PREFIX = "web.";
    private static final String FILES = "errors.file.";

    /// Arguments that the page fills in.
    private static final Map<String, Object> LATER =
            Map.of("number", "{number}", "most", Documents.MOST / 1024 / 1024L);

    private final Map<String, Map<String, String>> words = new LinkedHashMap<>();

    /// @param mode in which the operator runs the desk
    @Inject
    Words(Library library, Mode mode) {
        this(library.texts(), mode);
    }

    Words(Texts texts, Mode mode) {
        Map<String, Object> arguments = new LinkedHashMap<>(LATER);
        arguments.put("mode", mode.word());
        List<String> keys = texts.keys().stream()
                .filter(key -> key.startsWith(PREFIX) || key.startsWith(FILES))
                .sorted()
                .toList();
        for (String language : Texts.LANGUAGES) {
            Map<String, String> own = new LinkedHashMap<>();
            keys.forEach(key -> own.put(name(key), texts.say(language, key, arguments)));
            words.put(language, own);
        }
    }

    private static String name(String key) {
        return key.startsWith(FILES) ? "file_" + key.substring(FILES.length()) : key.substring(PREFIX.length());
    }

    /// In the order of their keys.
    Map<String, String> in(String language) {
        return words.get(language);
    }
}
