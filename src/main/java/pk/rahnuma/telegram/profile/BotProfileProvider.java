package pk.rahnuma.telegram.profile;

/// What the bot says of itself before anybody has written to it.
public interface BotProfileProvider {

    /// @param key `telegram.commands.<command>` (at most 256 characters), `telegram.description` (512) or
    ///     `telegram.short_description` (120)
    /// @param language `en` or `ur`: Telegram has no code for Roman Urdu
    String profileText(String key, String language);
}
