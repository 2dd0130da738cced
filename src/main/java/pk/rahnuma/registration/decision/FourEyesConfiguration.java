package pk.rahnuma.registration.decision;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.Set;
import pk.rahnuma.registration.ApplicationTransition;

/// Decisions that require a second member of staff; none by default.
@ConfigurationProperties("rahnuma")
public interface FourEyesConfiguration {

    /// Transitions such as `approve` or `reject`, from the setting `RAHNUMA_FOUR_EYES`. Null for none.
    @io.micronaut.core.annotation.Nullable
    Set<ApplicationTransition> getFourEyes();
}
