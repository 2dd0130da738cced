package pk.rahnuma.cli.demo.random;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import pk.rahnuma.registration.WorkingCalendar;

/// Times at which people write, and at which staff work.
public final class DemoTimes {

    private static final int WAKING_HOUR = 8;
    private static final int SLEEPING_HOUR = 23;

    private final SeededRandom dice;
    private final WorkingCalendar calendar;

    public DemoTimes(SeededRandom dice, WorkingCalendar calendar) {
        this.dice = dice;
        this.calendar = calendar;
    }

    /// A time at which staff work, before that one and as near as can be.
    public Instant workingTimeBefore(Instant before) {
        Instant at = before;
        while (!calendar.isOpen(at)) {
            at = at.minus(Duration.ofMinutes(41));
        }
        return at;
    }

    /// A time when people write, between so long and so long before.
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
