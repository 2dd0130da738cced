package pk.rahnuma.telegram.profile;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Map;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;
import pk.rahnuma.shared.OperatingMode;
import pk.rahnuma.telegram.client.TelegramConfiguration;

/// Bot profile from the texts of the scripts.
@Singleton
@Requires(beans = TelegramConfiguration.class)
final class ScriptTextBotProfile implements BotProfileProvider {

    private final ScriptLibrary library;
    private final OperatingMode mode;

    ScriptTextBotProfile(ScriptLibrary library, OperatingMode mode) {
        this.library = library;
        this.mode = mode;
    }

    @Override
    public String profileText(String key, String language) {
        return library.texts().formatText(language, key, Map.of("mode", mode.toWord()));
    }
}
