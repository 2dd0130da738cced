package pk.rahnuma.registration;

import java.util.Arrays;
import java.util.List;

/// Where an application stands (domain.md 6). PTA's own names were not found; these are the desk's.
///
/// How one follows another is [Move]'s; what is not in its table cannot happen.
public enum Status {
    /// Received, reference given.
    SUBMITTED(Clock.DESK),
    /// Being checked for completeness.
    SCREENING(Clock.DESK),
    /// The applicant must act.
    NEEDS_INFO(Clock.PAUSED),
    /// The internet provider (mobile route: the operator) confirms subscriber and address (F9).
    ISP_VERIFICATION(Clock.PROVIDER),
    UNDER_REVIEW(Clock.DESK),
    APPROVED(Clock.STOPPED),
    /// Registered.
    ACTIVE(Clock.STOPPED),
    /// Registered, and a change is asked for: the old entry stays good until that is decided.
    CHANGE_PENDING(Clock.DESK),
    SUSPENDED(Clock.STOPPED),
    REJECTED(Clock.STOPPED),
    EXPIRED(Clock.STOPPED),
    REVOKED(Clock.STOPPED),
    CANCELLED(Clock.STOPPED),
    WITHDRAWN(Clock.STOPPED),
    LAPSED(Clock.STOPPED);

    /// Whose time runs in a status.
    enum Clock {
        /// The desk's target.
        DESK,
        /// The provider's target; the desk's stands still.
        PROVIDER,
        /// Nobody's: the applicant must act, and has a last day.
        PAUSED,
        /// Nobody's: nothing is awaited.
        STOPPED
    }

    private final Clock clock;

    Status(Clock clock) {
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    /// Whether the application still stands for its addresses in the register. A rejected one does not, until it is
    /// reopened.
    public boolean live() {
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
    public static List<Status> open() {
        return Arrays.stream(values()).filter(Status::live).toList();
    }

    /// What this party may do now.
    public List<Move> allowed(Party party) {
        return Arrays.stream(Move.values())
                .filter(move -> move.allows(this, party))
                .toList();
    }
}
