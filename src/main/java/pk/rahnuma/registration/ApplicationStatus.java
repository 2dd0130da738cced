package pk.rahnuma.registration;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

// docs/domain.md, "Life cycle". ApplicationTransition lists all allowed transitions.
/// Status of an application. The names are the desk's.
public enum ApplicationStatus {
    /// Received; the applicant has a reference.
    SUBMITTED(RunningClock.DESK),
    /// Staff check whether it is complete.
    SCREENING(RunningClock.DESK),
    /// The applicant must act.
    NEEDS_INFO(RunningClock.PAUSED),
    /// The internet provider (mobile route: the operator) confirms subscriber and address.
    ISP_VERIFICATION(RunningClock.PROVIDER),
    UNDER_REVIEW(RunningClock.DESK),
    APPROVED(RunningClock.STOPPED),
    /// Registered.
    ACTIVE(RunningClock.STOPPED),
    /// Registered, and a change is requested: the old entry stays valid until the decision.
    CHANGE_PENDING(RunningClock.DESK),
    SUSPENDED(RunningClock.STOPPED),
    REJECTED(RunningClock.STOPPED),
    EXPIRED(RunningClock.STOPPED),
    REVOKED(RunningClock.STOPPED),
    CANCELLED(RunningClock.STOPPED),
    WITHDRAWN(RunningClock.STOPPED),
    LAPSED(RunningClock.STOPPED);

    /// Clock that runs in a status.
    enum RunningClock {
        /// The desk's target.
        DESK,
        /// The provider's target; the desk's pauses.
        PROVIDER,
        /// No target: the applicant must act before a deadline.
        PAUSED,
        /// No target: no action is expected.
        STOPPED
    }

    private final RunningClock clock;

    ApplicationStatus(RunningClock clock) {
        this.clock = clock;
    }

    /// Word for it outside of the desk.
    @JsonValue
    public String toWord() {
        return name().toLowerCase(Locale.ROOT);
    }

    RunningClock runningClock() {
        return clock;
    }

    /// True when the application reserves its addresses in the register. A rejected one does not until it is reopened.
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

    /// True while a new application waits for its decision; not while only a change of a registration does.
    public boolean isUndecided() {
        return switch (this) {
            case SUBMITTED, SCREENING, NEEDS_INFO, ISP_VERIFICATION, UNDER_REVIEW -> true;
            case APPROVED,
                    ACTIVE,
                    CHANGE_PENDING,
                    SUSPENDED,
                    REJECTED,
                    EXPIRED,
                    REVOKED,
                    CANCELLED,
                    WITHDRAWN,
                    LAPSED -> false;
        };
    }

    /// All live statuses.
    public static List<ApplicationStatus> liveStatuses() {
        return Arrays.stream(values()).filter(ApplicationStatus::isLive).toList();
    }

    /// Transitions that this party may make now.
    public List<ApplicationTransition> allowedTransitions(TransitionActor party) {
        return Arrays.stream(ApplicationTransition.values())
                .filter(move -> move.isAllowed(this, party))
                .toList();
    }
}
