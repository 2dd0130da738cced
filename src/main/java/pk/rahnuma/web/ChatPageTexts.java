package pk.rahnuma.web;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptTexts;
import pk.rahnuma.document.DocumentType;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.shared.Language;

/// Texts of the pages: the texts `web.*`, by the rest of their keys; and the desk's texts about files, as `file_*`.
@Singleton
final class ChatPageTexts {

    private static final String KEY_PREFIX = "web.";
    private static final String FILE_KEY_PREFIX = "errors.file.";

    /// Arguments that the page fills in.
    private static final Map<String, Object> PAGE_ARGUMENTS =
            Map.of("number", "{number}", "label", "{label}", "most", DocumentType.MAX_FILE_BYTES / 1024 / 1024L);

    private final Map<String, Map<String, String>> words = new LinkedHashMap<>();

    /// Reads the texts.
    ///
    /// @param desk what the desk says of itself
    @Inject
    ChatPageTexts(ScriptLibrary library, DeskIdentity desk) {
        this(library.texts(), desk);
    }

    ChatPageTexts(ScriptTexts texts, DeskIdentity desk) {
        Map<String, Object> arguments = new LinkedHashMap<>(PAGE_ARGUMENTS);
        arguments.putAll(desk.textArguments());
        List<String> keys = texts.textKeys().stream()
                .filter(key -> key.startsWith(KEY_PREFIX) || key.startsWith(FILE_KEY_PREFIX))
                .sorted()
                .toList();
        for (String language : Language.ALL) {
            Map<String, String> own = new LinkedHashMap<>();
            keys.forEach(key -> own.put(name(key), texts.formatText(language, key, arguments)));
            words.put(language, own);
        }
    }

    private static String name(String key) {
        return key.startsWith(FILE_KEY_PREFIX)
                ? "file_" + key.substring(FILE_KEY_PREFIX.length())
                : key.substring(KEY_PREFIX.length());
    }

    /// Texts of a language, in the order of their keys.
    Map<String, String> textsIn(String language) {
        return words.get(language);
    }
}
