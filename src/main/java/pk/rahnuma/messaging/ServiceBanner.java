package pk.rahnuma.messaging;

import java.time.Instant;
import java.util.Map;
import pk.rahnuma.shared.Language;

/// A notice to everybody, on every channel: an outage, for example.
///
/// @param texts by language (`en`, `ur`, `ur-Latn`), all of them present
/// @param who set it
/// @param until when it ends automatically; null means never
public record ServiceBanner(long id, Map<String, String> texts, String who, Instant since, Instant until) {

    /// Maximum characters of a text.
    public static final int MAX_TEXT_LENGTH = 700;

    /// Maximum hours after which a banner ends automatically, if it is set to end.
    public static final int MAX_HOURS = 24 * 30;

    /// @param language any unknown one is treated as English
    public String textIn(String language) {
        return texts.getOrDefault(language, texts.get(Language.ENGLISH));
    }
}
