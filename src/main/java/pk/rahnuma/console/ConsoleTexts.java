package pk.rahnuma.console;

import jakarta.inject.Singleton;
import java.util.Map;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.MessageBundle;

/// Texts of the console, in the languages of staff, as ICU messages by key. Loaded for the first page.
@Singleton
public final class ConsoleTexts {

    private final MessageBundle textBundle = MessageBundle.loadFolder("/pk/rahnuma/console/", Language.STAFF);

    boolean hasText(String key) {
        return textBundle.hasText(key);
    }

    /// Formats a text.
    ///
    /// @throws IllegalArgumentException when there is no such text
    String formatText(String language, String key, Map<String, Object> arguments) {
        return textBundle.formatText(language, key, arguments);
    }
}
