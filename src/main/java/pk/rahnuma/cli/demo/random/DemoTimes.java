package pk.rahnuma.cli.demo.random;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import pk.rahnuma.registration.WorkingCalendar;

/// Random times within working hours of staff and waking hours of people.
public final class DemoTimes {

    private static final int WAKING_HOUR = 8;
    private static final int SLEEPING_HOUR = 23;

    private final SeededRandom dice;
    private final WorkingCalendar calendar;

    public DemoTimes(SeededRandom dice, WorkingCalendar calendar) {
        this.dice = dice;
        this.calendar = calendar;
    }

    /// Working time before an instant, as near as possible.
    public Instant workingTimeBefore(Instant before) {
        Instant at = before;
        while (!calendar.isOpen(at)) {
            at = at.minus(Duration.ofMinutes(41));
        }
        return at;
    }

    /// Waking time between `least` and `most` before an instant.
    public Instant wakingTimeBefore(Instant before, Duration least, Duration most) {
        for (int i = 0; i < 50; i++) {
            Instant at = before.minus(dice.durationBetween(least, most));
            ZonedDateTime local = at.atZone(WorkingCalendar.PAKISTAN_ZONE);
            boolean weekend = local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
            if (local.getHour() >= WAKING_HOUR
                    && local.getHour() < SLEEPING_HOUR
                    && (!weekend || dice.nextBoolean(0.35))) {
                return at;
            }
        }
        return before.minus(least);
    }
}
