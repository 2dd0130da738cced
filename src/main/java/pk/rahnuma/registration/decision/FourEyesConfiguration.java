package pk.rahnuma.registration.decision;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.Set;
import pk.rahnuma.registration.ApplicationTransition;

/// Which decisions want a second member of staff; none unless the operator says so.
@ConfigurationProperties("rahnuma")
public interface FourEyesConfiguration {

    /// `approve`, `reject`, …: what [ApplicationTransition] knows, as the setting `RAHNUMA_FOUR_EYES` lists it. Null is
    /// none.
    @io.micronaut.core.annotation.Nullable
    Set<ApplicationTransition> getFourEyes();
}
