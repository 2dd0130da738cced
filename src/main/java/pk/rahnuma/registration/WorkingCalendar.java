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

/// Working hours of the desk: Monday to Friday, 9:00 to 17:00 in Pakistan (docs/domain.md, "Deadlines"), without
/// holidays. Closing time is outside, opening time inside.
public final class WorkingCalendar {

    public static final ZoneId PAKISTAN_ZONE = EngineContext.PAKISTAN_ZONE;
    static final LocalTime OPENING_TIME = LocalTime.of(9, 0);
    static final LocalTime CLOSING_TIME = LocalTime.of(17, 0);
    /// Length of a working day.
    static final Duration WORKING_DAY = Duration.between(OPENING_TIME, CLOSING_TIME);

    private final Supplier<Set<LocalDate>> holidays;

    /// Creates a calendar with fixed holidays.
    ///
    /// @param holidays days off, in Pakistan
    public WorkingCalendar(Set<LocalDate> holidays) {
        Set<LocalDate> fixed = Set.copyOf(holidays);
        this.holidays = () -> fixed;
    }

    /// Creates a calendar whose holidays may change.
    ///
    /// @param holidays called for each use: must be quick and must not throw
    WorkingCalendar(Supplier<Set<LocalDate>> holidays) {
        this.holidays = holidays;
    }

    /// Current days off.
    public Set<LocalDate> holidays() {
        return holidays.get();
    }

    /// Working time between two instants; zero when the second is not after the first.
    public Duration workingTimeBetween(Instant from, Instant to) {
        Duration worked = Duration.ZERO;
        for (LocalDate day = dayOf(from); !day.isAfter(dayOf(to)); day = day.plusDays(1)) {
            if (works(day)) {
                Instant start = later(from, at(day, OPENING_TIME));
                Instant end = earlier(to, at(day, CLOSING_TIME));
                worked = start.isBefore(end) ? worked.plus(Duration.between(start, end)) : worked;
            }
        }
        return worked;
    }

    /// First instant by which so much working time has passed; `from` itself for zero.
    public Instant addWorkingTime(Instant from, Duration working) {
        Duration left = working;
        Instant reached = from;
        for (LocalDate day = dayOf(from); left.isPositive(); day = day.plusDays(1)) {
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

    /// True when the desk is open.
    public boolean isOpen(Instant at) {
        return nextOpening(at).equals(at);
    }

    /// Time at which the desk is open: now, or the next opening.
    public Instant nextOpening(Instant at) {
        LocalDate day = dayOf(at);
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

    /// Day in Pakistan.
    public static LocalDate dayOf(Instant at) {
        return at.atZone(PAKISTAN_ZONE).toLocalDate();
    }

    /// Beginning of a day in Pakistan.
    public static Instant startOf(LocalDate day) {
        return at(day, LocalTime.MIDNIGHT);
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
