package pk.rahnuma.dialog.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// Time, place and language of a step: all that the engine knows of its surroundings.
///
/// @param language `en`, `ur` or `ur-Latn`
/// @param mode `assistance` or `authority`
/// @param channel `telegram` or `web`
public record EngineContext(Instant now, String language, String mode, String channel) {

    /// Time zone of the desk; it has no daylight saving.
    public static final ZoneId PAKISTAN_ZONE = ZoneId.of("Asia/Karachi");

    public LocalDate today() {
        return LocalDate.ofInstant(now, PAKISTAN_ZONE);
    }

    public EngineContext withLanguage(String other) {
        return other == null || other.equals(language) ? this : new EngineContext(now, other, mode, channel);
    }
}
