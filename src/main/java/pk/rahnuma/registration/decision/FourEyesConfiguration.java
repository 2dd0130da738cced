package pk.rahnuma.registration.decision;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import java.util.Set;
import pk.rahnuma.registration.ApplicationTransition;

/// Decisions that require a second member of staff; none by default.
///
/// @param fourEyes transitions such as `approve` or `reject`, from the setting `RAHNUMA_FOUR_EYES`
@ConfigurationProperties("rahnuma")
public record FourEyesConfiguration(@Nullable Set<ApplicationTransition> fourEyes) {

    public FourEyesConfiguration {
        fourEyes = fourEyes == null ? Set.of() : Set.copyOf(fourEyes);
    }

    /// Tells whether there is such a decision.
    public boolean isUsed() {
        return !fourEyes.isEmpty();
    }
}
