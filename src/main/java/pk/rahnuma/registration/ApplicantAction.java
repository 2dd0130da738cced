package pk.rahnuma.registration;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Actions of applicants on lines of their applications, in the order of lists.
public enum ApplicantAction {
    /// Report that a registered line does not work.
    LINE_BLOCKED(),
    /// Give the answers that staff asked for.
    ANSWER(LineTransition.RECEIVE),
    /// Ask to reopen what was refused.
    LOOK_AGAIN(LineTransition.REOPEN),
    /// Change what was said of a line: at once while it is only received; later it waits for a decision.
    CHANGE(LineTransition.CHANGE, LineTransition.AMEND),
    /// Request a later last day, or an expired line again.
    RENEW(LineTransition.RENEW, LineTransition.RENEW_EXPIRED),
    /// Stop using what is registered for some time.
    PAUSE(LineTransition.PAUSE),
    /// End the pause.
    RESUME(LineTransition.END_PAUSE),
    TAKE_BACK(LineTransition.TAKE_BACK_CHANGE),
    WITHDRAW(LineTransition.WITHDRAW),
    /// End what is registered.
    END(LineTransition.END);

    private final List<LineTransition> transitions;

    ApplicantAction(LineTransition... transitions) {
        this.transitions = List.of(transitions);
    }

    /// Word for it outside of the desk.
    @JsonValue
    public String toWord() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Parses the result of [#toWord()].
    public static Optional<ApplicantAction> parseWord(String word) {
        return Arrays.stream(values())
                .filter(action -> action.toWord().equals(word))
                .findFirst();
    }

    /// Transitions of the lines, for each status at most one; none for [#LINE_BLOCKED].
    public List<LineTransition> transitions() {
        return transitions;
    }

    /// True when lines with this status allow it; a deadline may be over, or no last day be set.
    public boolean isAllowed(LineStatus status) {
        return transitions.isEmpty()
                ? status.isRegistered()
                : transitions.stream().anyMatch(each -> each.isAllowed(status, TransitionActor.APPLICANT));
    }

    /// True when the line allows it now.
    public boolean isAllowed(Line line, Instant now) {
        return transitions.isEmpty()
                ? line.status().isRegistered()
                : transitions.stream().anyMatch(each -> line.allows(each, TransitionActor.APPLICANT, now));
    }
}
