package pk.rahnuma.telegram.send;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.shared.DeskIdentity;

/// Bot profile from the texts of the scripts.
@Singleton
@Requires(beans = TelegramConfiguration.class)
final class ScriptTextBotProfile implements BotProfileProvider {

    private final ScriptLibrary library;
    private final DeskIdentity desk;

    ScriptTextBotProfile(ScriptLibrary library, DeskIdentity desk) {
        this.library = library;
        this.desk = desk;
    }

    @Override
    public String profileText(String key, String language) {
        return library.texts().formatText(language, key, desk.textArguments());
    }
}
