package pk.rahnuma.dialog.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import pk.rahnuma.shared.DeskIdentity;

/// Time, place and language of a step: all that the engine knows of its surroundings.
///
/// @param language `en`, `ur` or `ur-Latn`
/// @param desk what the desk says of itself
/// @param channel `telegram` or `web`
/// @param openTicket number of the person's open ticket, grouped for reading, which an input joins that nothing else
///     can be done with (see `TurnResult`); null when there is none, or the engine was not told
public record EngineContext(Instant now, String language, DeskIdentity desk, String channel, String openTicket) {

    /// Time zone of the desk; it has no daylight saving.
    public static final ZoneId PAKISTAN_ZONE = ZoneId.of("Asia/Karachi");

    public EngineContext(Instant now, String language, DeskIdentity desk, String channel) {
        this(now, language, desk, channel, null);
    }

    public LocalDate today() {
        return LocalDate.ofInstant(now, PAKISTAN_ZONE);
    }

    /// Time in the zone of the desk.
    public LocalDateTime localTime() {
        return LocalDateTime.ofInstant(now, PAKISTAN_ZONE);
    }

    /// @param time in the zone of the desk
    public static Instant toInstant(LocalDateTime time) {
        return time.atZone(PAKISTAN_ZONE).toInstant();
    }

    public EngineContext withLanguage(String other) {
        return other == null || other.equals(language)
                ? this
                : new EngineContext(now, other, desk, channel, openTicket);
    }

    public EngineContext withOpenTicket(String number) {
        return new EngineContext(now, language, desk, channel, number);
    }
}
