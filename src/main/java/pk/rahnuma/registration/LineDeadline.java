package pk.rahnuma.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import pk.rahnuma.registration.LineStatus.RunningClock;

/// Deadlines of an application: when the party that must act should have acted.
///
/// The desk has ten working hours to decide (docs/domain.md, "Deadlines"). They pause while the applicant must
/// act, who has ten days, and while the provider verifies, who has three working days; used time is not given
/// back. When an application is reopened or a change is requested, the clock starts again at zero.
///
/// @param worked part of the desk's target used up to `runsSince`
/// @param runsSince start of the running target (the desk's or the provider's); null while none runs
/// @param due time at which the running target is missed; null while none runs
/// @param lapses the applicant's deadline; null while the applicant need not act
public record LineDeadline(Duration worked, Instant runsSince, Instant due, Instant lapses) {

    /// No party is expected to act, and the desk has not worked on it.
    public static final LineDeadline NONE = new LineDeadline(Duration.ZERO, null, null, null);

    /// Working time of the desk for a decision.
    public static final Duration DECISION_TIME = Duration.ofHours(10);
    static final Duration VERIFICATION_TIME = WorkingCalendar.WORKING_DAY.multipliedBy(3);
    /// Calendar days for the applicant to send what is missing.
    static final Duration APPLICANT_TIME = Duration.ofDays(10);
    /// Time in which a rejected applicant can reopen the application.
    public static final Duration REOPENING_PERIOD = Duration.ofDays(5);

    /// Deadlines of an application that is submitted or reopened.
    public static LineDeadline startedAt(Instant now, WorkingCalendar calendar) {
        return new LineDeadline(Duration.ZERO, now, calendar.addWorkingTime(now, DECISION_TIME), null);
    }

    /// Deadlines of an application: the earliest of its lines, and the longest time that the desk has worked on one.
    ///
    /// @param lines at least one
    static LineDeadline ofEarliest(List<Line> lines) {
        return new LineDeadline(
                lines.stream()
                        .map(line -> line.target().worked())
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                earliest(lines, LineDeadline::runsSince),
                earliest(lines, LineDeadline::due),
                earliest(lines, LineDeadline::lapses));
    }

    private static Instant earliest(List<Line> lines, Function<LineDeadline, Instant> time) {
        return lines.stream()
                .map(line -> time.apply(line.target()))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /// Deadlines after a transition.
    LineDeadline afterTransition(LineStatus from, LineStatus to, Instant now, WorkingCalendar calendar) {
        Duration used = from.runningClock() == RunningClock.DESK
                ? worked.plus(calendar.workingTimeBetween(runsSince, now))
                : worked;
        return switch (to.runningClock()) {
            case DESK ->
                switch (from.runningClock()) {
                    case DESK -> new LineDeadline(used, now, due, null);
                    case PAUSED, PROVIDER ->
                        new LineDeadline(used, now, calendar.addWorkingTime(now, left(used)), null);
                    case STOPPED -> startedAt(now, calendar);
                };
            case PROVIDER -> new LineDeadline(used, now, calendar.addWorkingTime(now, VERIFICATION_TIME), null);
            case PAUSED -> new LineDeadline(used, null, null, now.plus(APPLICANT_TIME));
            case STOPPED -> new LineDeadline(used, null, null, null);
        };
    }

    /// Remaining time; zero once it is used up, so that the target is due at once.
    private static Duration left(Duration used) {
        Duration left = DECISION_TIME.minus(used);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
