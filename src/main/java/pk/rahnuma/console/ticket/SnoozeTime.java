package pk.rahnuma.console.ticket;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjuster;
import java.time.temporal.TemporalAdjusters;
import pk.rahnuma.dialog.model.EngineContext;

/// Times until which a ticket can be snoozed, in the order in which they are offered.
public enum SnoozeTime {
    HOUR,
    FOUR_HOURS,
    /// Nine o'clock of the next day in Pakistan.
    TOMORROW,
    /// Nine o'clock of the next Monday in Pakistan.
    MONDAY,
    MONTH;

    private static final LocalTime MORNING = LocalTime.of(9, 0);

    Instant toInstant(Instant now) {
        return switch (this) {
            case HOUR -> now.plus(Duration.ofHours(1));
            case FOUR_HOURS -> now.plus(Duration.ofHours(4));
            case TOMORROW -> nextMorning(now, day -> day.plus(Duration.ofDays(1)));
            case MONDAY -> nextMorning(now, TemporalAdjusters.next(DayOfWeek.MONDAY));
            case MONTH -> now.plus(Duration.ofDays(30));
        };
    }

    private static Instant nextMorning(Instant now, TemporalAdjuster toDay) {
        return ZonedDateTime.ofInstant(now, EngineContext.PAKISTAN_ZONE)
                .with(toDay)
                .with(MORNING)
                .toInstant();
    }
}
