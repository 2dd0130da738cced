package pk.rahnuma.console.page;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.dialog.script.MessageBundle;

/// What the console says, in the languages of staff, as ICU messages by key. Read when the first page is asked for.
@Singleton
public final class ConsoleTexts {

    /// As they are offered.
    public static final List<String> LANGUAGES = List.of("en", "ur");

    private final MessageBundle texts = MessageBundle.of("/pk/rahnuma/console/", LANGUAGES);

    Set<String> keys(String language) {
        return texts.keys(language);
    }

    Set<String> arguments(String language, String key) {
        return texts.arguments(language, key);
    }

    boolean has(String key) {
        return texts.has(key);
    }

    /// @throws IllegalArgumentException when there is no such text
    String say(String language, String key, Map<String, Object> arguments) {
        return texts.say(language, key, arguments);
    }
}
