package pk.rahnuma.web;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.dialog.script.Texts;
import pk.rahnuma.store.Mode;

/// What the pages say: the texts `web.*`, by the rest of their keys.
@Singleton
final class Words {

    private static final String PREFIX = "web.";

    /// Arguments that the page fills in.
    private static final Map<String, Object> LATER = Map.of("number", "{number}");

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
                .filter(key -> key.startsWith(PREFIX))
                .sorted()
                .toList();
        for (String language : Texts.LANGUAGES) {
            Map<String, String> own = new LinkedHashMap<>();
            keys.forEach(key -> own.put(key.substring(PREFIX.length()), texts.say(language, key, arguments)));
            words.put(language, own);
        }
    }

    /// In the order of their keys.
    Map<String, String> in(String language) {
        return words.get(language);
    }
}
