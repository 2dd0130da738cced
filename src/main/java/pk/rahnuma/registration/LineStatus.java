package pk.rahnuma.registration;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

// docs/domain.md, "Life cycle". LineTransition lists all allowed transitions.
/// Status of a line. The names are the desk's. The order is that of the work that is still to come: what the applicant
/// must do first, then what waits for the desk or the provider, then what is registered, then what has ended.
public enum LineStatus {
    /// The applicant must give an answer again.
    ASKED(RunningClock.PAUSED),
    /// Received; staff have not sent it on.
    REQUESTED(RunningClock.DESK),
    /// The internet provider (mobile route: the operator) confirms subscriber and address.
    WITH_PROVIDER(RunningClock.PROVIDER),
    /// The provider has confirmed; the decision is to come.
    CONFIRMED(RunningClock.DESK),
    /// Registered, and a change is requested: the old entry stays valid until the decision.
    CHANGE_PENDING(RunningClock.DESK),
    /// Registered.
    ACTIVE(RunningClock.STOPPED),
    /// Not in use for some time, on the holder's word.
    PAUSED(RunningClock.STOPPED),
    /// Stopped by staff.
    SUSPENDED(RunningClock.STOPPED),
    REFUSED(RunningClock.STOPPED),
    EXPIRED(RunningClock.STOPPED),
    REVOKED(RunningClock.STOPPED),
    /// The holder no longer needs it.
    ENDED(RunningClock.STOPPED),
    /// Closed, because the applicant did not answer.
    LAPSED(RunningClock.STOPPED),
    WITHDRAWN(RunningClock.STOPPED);

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

    LineStatus(RunningClock clock) {
        this.clock = clock;
    }

    /// Word for it outside of the desk.
    @JsonValue
    public String toWord() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Status of such a word.
    public static Optional<LineStatus> parseWord(String word) {
        return Arrays.stream(values())
                .filter(status -> status.toWord().equals(word))
                .findFirst();
    }

    RunningClock runningClock() {
        return clock;
    }

    /// True when the line reserves its addresses in the register. A refused one does not until it is reopened.
    public boolean isLive() {
        return isUndecided() || isRegistered() || this == PAUSED || this == SUSPENDED;
    }

    /// True while a new line waits for its decision; not while only a change of a registration does.
    public boolean isUndecided() {
        return this == ASKED || this == REQUESTED || this == WITH_PROVIDER || this == CONFIRMED;
    }

    /// True while the line is registered, also while a change of it waits.
    public boolean isRegistered() {
        return this == ACTIVE || this == CHANGE_PENDING;
    }

    /// All live statuses.
    public static List<LineStatus> liveStatuses() {
        return Arrays.stream(values()).filter(LineStatus::isLive).toList();
    }

    /// Transitions that this party may make now.
    public List<LineTransition> allowedTransitions(TransitionActor party) {
        return Arrays.stream(LineTransition.values())
                .filter(move -> move.isAllowed(this, party))
                .toList();
    }
}
