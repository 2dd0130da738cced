package pk.rahnuma.messaging.banner;

import java.time.Instant;
import java.util.Map;

/// Words to everybody, on every channel: an outage, for example.
///
/// @param texts by language (`en`, `ur`, `ur-Latn`), all of them there
/// @param who set it
/// @param until when it ends by itself; null is never
public record ServiceBanner(long id, Map<String, String> texts, String who, Instant since, Instant until) {

    /// Characters of a text.
    public static final int MAX_TEXT_LENGTH = 700;

    /// @param language any other than ours is English
    public String textIn(String language) {
        return texts.getOrDefault(language, texts.get("en"));
    }
}
