package pk.rahnuma.registration;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.Supplier;
import pk.rahnuma.dialog.model.EngineContext;

/// When the desk works: Monday to Friday, 9:00 to 17:00 in Pakistan (domain.md 6; hours assumed, B/C), without the
/// holidays that the operator lists. An instant at closing time is outside, one at opening time inside.
public final class WorkingCalendar {

    public static final ZoneId PAKISTAN_ZONE = EngineContext.PAKISTAN_ZONE;
    static final LocalTime OPENING_TIME = LocalTime.of(9, 0);
    static final LocalTime CLOSING_TIME = LocalTime.of(17, 0);
    /// A working day.
    static final Duration WORKING_DAY = Duration.between(OPENING_TIME, CLOSING_TIME);

    private final Supplier<Set<LocalDate>> holidays;

    /// @param holidays days, in Pakistan, on which nobody works
    public WorkingCalendar(Set<LocalDate> holidays) {
        Set<LocalDate> fixed = Set.copyOf(holidays);
        this.holidays = () -> fixed;
    }

    /// @param holidays the same, asked for anew each time: quick, and without faults
    WorkingCalendar(Supplier<Set<LocalDate>> holidays) {
        this.holidays = holidays;
    }

    /// Days on which nobody works, as they are now.
    public Set<LocalDate> holidays() {
        return holidays.get();
    }

    /// The working time between two instants; none when the second is not after the first.
    public Duration workingTimeBetween(Instant from, Instant to) {
        Duration worked = Duration.ZERO;
        for (LocalDate day = day(from); !day.isAfter(day(to)); day = day.plusDays(1)) {
            if (works(day)) {
                Instant start = later(from, at(day, OPENING_TIME));
                Instant end = earlier(to, at(day, CLOSING_TIME));
                worked = start.isBefore(end) ? worked.plus(Duration.between(start, end)) : worked;
            }
        }
        return worked;
    }

    /// The first instant by which so much working time has passed; `from` itself for none.
    public Instant addWorkingTime(Instant from, Duration working) {
        Duration left = working;
        Instant reached = from;
        for (LocalDate day = day(from); left.isPositive(); day = day.plusDays(1)) {
            Instant start = later(from, at(day, OPENING_TIME));
            Duration length = Duration.between(start, at(day, CLOSING_TIME));
            if (works(day) && length.isPositive()) {
                Duration used = length.compareTo(left) < 0 ? length : left;
                reached = start.plus(used);
                left = left.minus(used);
            }
        }
        return reached;
    }

    /// Whether somebody is at the desk.
    public boolean isOpen(Instant at) {
        return nextOpening(at).equals(at);
    }

    /// When somebody is at the desk next: now, or the next opening.
    public Instant nextOpening(Instant at) {
        LocalDate day = day(at);
        while (!works(day) || !at.isBefore(at(day, CLOSING_TIME))) {
            day = day.plusDays(1);
        }
        return later(at, at(day, OPENING_TIME));
    }

    private boolean works(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays().contains(day);
    }

    private static LocalDate day(Instant at) {
        return at.atZone(PAKISTAN_ZONE).toLocalDate();
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(PAKISTAN_ZONE).toInstant();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
