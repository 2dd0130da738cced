package pk.rahnuma.registration;

import java.time.Duration;
import java.time.Instant;
import pk.rahnuma.registration.ApplicationStatus.RunningClock;

/// The clocks of an application: by when whom it waits for should have acted.
///
/// The desk has ten working hours of its own to decide (F11, F15: "8 to 10 working hours"). They stand still while the
/// applicant must act, who has ten days, and while the provider verifies, who has three working days (F14); what was
/// used before is not given back. An application that is looked at again, or asks for a change, starts anew.
///
/// @param worked what the desk has used of its target up to `runsSince`
/// @param runsSince since when the running target (the desk's or the provider's) runs; null while none does
/// @param due when the running target is missed; null while none runs
/// @param lapses the applicant's last moment to act; null while nothing is asked of them
public record ApplicationDeadline(Duration worked, Instant runsSince, Instant due, Instant lapses) {

    /// The working time that the desk has to decide.
    public static final Duration DECISION_TIME = Duration.ofHours(10);
    static final Duration VERIFICATION_TIME = WorkingCalendar.WORKING_DAY.multipliedBy(3);
    /// For the applicant, to bring what is asked for; calendar days (number chosen, domain.md 6).
    static final Duration APPLICANT_TIME = Duration.ofDays(10);
    /// For a rejected applicant, to have it looked at again (five days as in eGov DIGIT, domain.md 4.3).
    public static final Duration REOPENING_PERIOD = Duration.ofDays(5);

    /// The clocks of an application that is sent, or looked at anew.
    public static ApplicationDeadline startedAt(Instant now, WorkingCalendar calendar) {
        return new ApplicationDeadline(Duration.ZERO, now, calendar.addWorkingTime(now, DECISION_TIME), null);
    }

    /// The clocks after a move from one status to another.
    ApplicationDeadline afterTransition(
            ApplicationStatus from, ApplicationStatus to, Instant now, WorkingCalendar calendar) {
        Duration used = from.runningClock() == RunningClock.DESK
                ? worked.plus(calendar.workingTimeBetween(runsSince, now))
                : worked;
        return switch (to.runningClock()) {
            case DESK ->
                switch (from.runningClock()) {
                    case DESK -> new ApplicationDeadline(used, now, due, null);
                    case PAUSED, PROVIDER ->
                        new ApplicationDeadline(used, now, calendar.addWorkingTime(now, left(used)), null);
                    case STOPPED -> startedAt(now, calendar);
                };
            case PROVIDER -> new ApplicationDeadline(used, now, calendar.addWorkingTime(now, VERIFICATION_TIME), null);
            case PAUSED -> new ApplicationDeadline(used, null, null, now.plus(APPLICANT_TIME));
            case STOPPED -> new ApplicationDeadline(used, null, null, null);
        };
    }

    /// Nothing once it is used up: then what is due is due at once.
    private static Duration left(Duration used) {
        Duration left = DECISION_TIME.minus(used);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
