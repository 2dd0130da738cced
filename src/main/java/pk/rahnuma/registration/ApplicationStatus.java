package pk.rahnuma.registration;

import java.util.Arrays;
import java.util.List;

/// Where an application stands (domain.md 6). PTA's own names were not found; these are the desk's.
///
/// How one follows another is [ApplicationTransition]'s; what is not in its table cannot happen.
public enum ApplicationStatus {
    /// Received, reference given.
    SUBMITTED(RunningClock.DESK),
    /// Being checked for completeness.
    SCREENING(RunningClock.DESK),
    /// The applicant must act.
    NEEDS_INFO(RunningClock.PAUSED),
    /// The internet provider (mobile route: the operator) confirms subscriber and address (F9).
    ISP_VERIFICATION(RunningClock.PROVIDER),
    UNDER_REVIEW(RunningClock.DESK),
    APPROVED(RunningClock.STOPPED),
    /// Registered.
    ACTIVE(RunningClock.STOPPED),
    /// Registered, and a change is asked for: the old entry stays good until that is decided.
    CHANGE_PENDING(RunningClock.DESK),
    SUSPENDED(RunningClock.STOPPED),
    REJECTED(RunningClock.STOPPED),
    EXPIRED(RunningClock.STOPPED),
    REVOKED(RunningClock.STOPPED),
    CANCELLED(RunningClock.STOPPED),
    WITHDRAWN(RunningClock.STOPPED),
    LAPSED(RunningClock.STOPPED);

    /// Whose time runs in a status.
    enum RunningClock {
        /// The desk's target.
        DESK,
        /// The provider's target; the desk's stands still.
        PROVIDER,
        /// Nobody's: the applicant must act, and has a last day.
        PAUSED,
        /// Nobody's: nothing is awaited.
        STOPPED
    }

    private final RunningClock clock;

    ApplicationStatus(RunningClock clock) {
        this.clock = clock;
    }

    RunningClock runningClock() {
        return clock;
    }

    /// Whether the application still stands for its addresses in the register. A rejected one does not, until it is
    /// reopened.
    public boolean isLive() {
        return switch (this) {
            case REJECTED, EXPIRED, REVOKED, CANCELLED, WITHDRAWN, LAPSED -> false;
            case SUBMITTED,
                    SCREENING,
                    NEEDS_INFO,
                    ISP_VERIFICATION,
                    UNDER_REVIEW,
                    APPROVED,
                    ACTIVE,
                    CHANGE_PENDING,
                    SUSPENDED -> true;
        };
    }

    /// All that are live.
    public static List<ApplicationStatus> liveStatuses() {
        return Arrays.stream(values()).filter(ApplicationStatus::isLive).toList();
    }

    /// What this party may do now.
    public List<ApplicationTransition> allowedTransitions(TransitionActor party) {
        return Arrays.stream(ApplicationTransition.values())
                .filter(move -> move.isAllowed(this, party))
                .toList();
    }
}
