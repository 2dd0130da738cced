package pk.rahnuma.registration.decision;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.registration.LineTransition;

/// Decisions that require a second member of staff; none by default.
///
/// @param fourEyes words of transitions such as `approve` or `refuse`, from the setting `RAHNUMA_FOUR_EYES`
@ConfigurationProperties("rahnuma")
public record FourEyesConfiguration(
        @Size(
                max = 20,
                message =
                        "RAHNUMA_FOUR_EYES must be decisions by commas, among " + FourEyesConfiguration.STAFF_DECISIONS)
        List<@Pattern(regexp = "|" + FourEyesConfiguration.STAFF_DECISIONS) String> fourEyes) {

    /// Transitions that staff may make, which a test compares with their table.
    static final String STAFF_DECISIONS = "ask|receive|verify|confirm|approve|set-term|refuse|reopen|withdraw|suspend"
            + "|resume|revoke|end|accept-change|refuse-change";

    /// Days that are set later are part of what was approved.
    Set<LineTransition> decisions() {
        Set<LineTransition> decisions = fourEyes.stream()
                .map(LineTransition::parseWord)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(LineTransition.class)));
        if (decisions.contains(LineTransition.APPROVE)) {
            decisions.add(LineTransition.SET_TERM);
        }
        return decisions;
    }

    /// Tells whether there is such a decision.
    public boolean isUsed() {
        return !decisions().isEmpty();
    }
}
