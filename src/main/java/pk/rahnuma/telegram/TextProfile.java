package pk.rahnuma.telegram;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Map;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.store.Mode;

/// What the bot says of itself, from the texts of the scripts.
@Singleton
@Requires(beans = TelegramSettings.class)
final class TextProfile implements BotProfile {

    private final Library library;
    private final Mode mode;

    TextProfile(Library library, Mode mode) {
        this.library = library;
        this.mode = mode;
    }

    @Override
    public String text(String key, String language) {
        return library.texts().say(language, key, Map.of("mode", mode.word()));
    }
}
