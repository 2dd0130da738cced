package pk.rahnuma.guidance;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import pk.rahnuma.dialog.Talk;
import pk.rahnuma.dialog.script.Library;

/// The scripts, with the older versions that sessions are pinned to.
@Factory
class Scripts {

    /// @throws ScriptsInvalid when anything does not check
    @Singleton
    Library library(CurrentScripts scripts, Flows flows, Clock clock) {
        Library current = scripts.library();
        flows.keep(current.current(), clock.instant());
        return current.with(flows.sources());
    }

    @Singleton
    Talk talk(Library library, CurrentScripts scripts) {
        return new Talk(library, scripts.questions());
    }
}
