package pk.rahnuma.registration.record;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/// Position of a line in a list of [LineSearchService].
///
/// @param value last day of the line in days of the epoch, or the time of its last change in microseconds of the epoch
/// @param id of the line
public record LineSearchPosition(long value, long id) {

    /// The line that ends first is first.
    static final Comparator<LineSearchPosition> BY_LAST_DAY =
            Comparator.comparingLong(LineSearchPosition::value).thenComparing(LineSearchPosition::id);

    /// The line that changed last is first.
    static final Comparator<LineSearchPosition> NEWEST_FIRST = BY_LAST_DAY.reversed();

    /// Last microsecond and last day that a database stores.
    private static final long MAX_VALUE =
            ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59Z"));

    private static final long MAX_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

    static LineSearchPosition ofTime(Instant time, long id) {
        return new LineSearchPosition(ChronoUnit.MICROS.between(Instant.EPOCH, time), id);
    }

    static LineSearchPosition ofDay(LocalDate day, long id) {
        return new LineSearchPosition(day.toEpochDay(), id);
    }

    /// Value as a time; the latest one for a greater value, which may come from outside.
    Instant toTime() {
        return Instant.EPOCH.plus(Math.clamp(value, 0, MAX_VALUE), ChronoUnit.MICROS);
    }

    /// Value as a day; the latest one for a greater value.
    LocalDate toDay() {
        return LocalDate.ofEpochDay(Math.clamp(value, 0, MAX_DAY));
    }
}
