package pk.rahnuma.registration;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Actions of applicants on lines of their applications, in the order of lists.
public enum ApplicantAction {
    /// Report that a registered line does not work.
    LINE_BLOCKED(null),
    /// Give the answers that staff asked for.
    ANSWER(LineTransition.RECEIVE),
    /// Ask to reopen what was refused.
    LOOK_AGAIN(LineTransition.REOPEN),
    WITHDRAW(LineTransition.WITHDRAW),
    /// Request another address or provider.
    CHANGE_LINE(LineTransition.CHANGE),
    TAKE_BACK(LineTransition.TAKE_BACK_CHANGE),
    /// End what is registered.
    CANCEL(LineTransition.END);

    private final LineTransition transition;

    ApplicantAction(@Nullable LineTransition transition) {
        this.transition = transition;
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

    /// Transition of the lines; null for [#LINE_BLOCKED].
    public @Nullable LineTransition transition() {
        return transition;
    }

    /// True when lines with this status allow it; a deadline may be over.
    public boolean isAllowed(LineStatus status) {
        return transition == null ? status.isRegistered() : transition.isAllowed(status, TransitionActor.APPLICANT);
    }

    /// True when the line allows it now.
    public boolean isAllowed(Line line, Instant now) {
        return transition == null
                ? line.status().isRegistered()
                : line.allows(transition, TransitionActor.APPLICANT, now);
    }
}
