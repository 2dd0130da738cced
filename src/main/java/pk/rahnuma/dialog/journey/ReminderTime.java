package pk.rahnuma.dialog.journey;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.understanding.DayPart;

/// Times at which a person can be reminded of a form by one tap. Times of the day are Pakistan's.
public enum ReminderTime {
    HOUR,
    EVENING,
    MORNING;

    private static final Duration HOUR_DELAY = Duration.ofHours(1);
    private static final LocalTime EVENING_TIME = DayPart.EVENING.time();
    private static final LocalTime MORNING_TIME = DayPart.MORNING.time();
    /// Until then a night belongs to the day before: "tomorrow morning" is the coming one.
    private static final LocalTime END_OF_NIGHT = LocalTime.of(4, 0);

    /// Name in the data of buttons and in keys of texts.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ReminderTime> fromKey(String key) {
        return Arrays.stream(values()).filter(time -> time.key().equals(key)).findFirst();
    }

    /// Times that are still to come, in order.
    public static List<ReminderTime> listAvailable(Instant now) {
        LocalTime latest = EVENING_TIME.minus(HOUR_DELAY);
        boolean evening = now.atZone(EngineContext.PAKISTAN_ZONE).toLocalTime().isBefore(latest);
        return Arrays.stream(values())
                .filter(time -> time != EVENING || evening)
                .toList();
    }

    /// Time that is meant now; always in the future.
    public Instant resolve(Instant now) {
        ZonedDateTime local = now.atZone(EngineContext.PAKISTAN_ZONE);
        return switch (this) {
            case HOUR -> now.plus(HOUR_DELAY);
            case EVENING -> nextAt(local, EVENING_TIME);
            case MORNING ->
                local.toLocalTime().isBefore(END_OF_NIGHT)
                        ? local.with(MORNING_TIME).toInstant()
                        : local.plusDays(1).with(MORNING_TIME).toInstant();
        };
    }

    private static Instant nextAt(ZonedDateTime local, LocalTime time) {
        ZonedDateTime today = local.with(time);
        return (today.isAfter(local) ? today : today.plusDays(1)).toInstant();
    }
}
