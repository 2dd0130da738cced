package pk.rahnuma.registration.decisions;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.Set;
import pk.rahnuma.registration.Move;

/// Which decisions want a second member of staff; none unless the operator says so.
@ConfigurationProperties("rahnuma")
public interface FourEyes {

    /// `approve`, `reject`, …: what [Move] knows, as the setting `RAHNUMA_FOUR_EYES` lists it. Null is none.
    @io.micronaut.core.annotation.Nullable
    Set<Move> getFourEyes();
}
