package pk.rahnuma.telegram.send;

/// Texts of the bot's profile, shown before a person has written to it in private.
public interface BotProfileProvider {

    /// @param key `telegram.commands.<command>` (at most 256 characters), `telegram.description` (512),
    ///     `telegram.short_description` (120) or `telegram.in_group`, the reply in a group
    /// @param language `en` or `ur`: Telegram has no code for Roman Urdu
    String profileText(String key, String language);
}
