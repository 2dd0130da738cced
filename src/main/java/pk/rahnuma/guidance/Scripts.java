package pk.rahnuma.guidance;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import pk.rahnuma.dialog.Talk;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.guidance.answers.Answers;

/// The scripts, with the older versions that sessions are pinned to, and the answers.
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
    Answers answers(CurrentScripts scripts) {
        return scripts.answers();
    }

    @Singleton
    Talk talk(Library library, CurrentScripts scripts) {
        return new Talk(library, scripts.questions());
    }
}
