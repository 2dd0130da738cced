package pk.rahnuma.guidance;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import pk.rahnuma.dialog.Talk;
import pk.rahnuma.dialog.script.Library;

/// Loads the scripts when they are first needed, with the older versions that sessions are pinned to.
@Factory
class Scripts {

    /// @param folder of the operator; the packaged scripts when it is not set
    /// @throws ScriptsInvalid when anything does not check
    @Singleton
    Library library(Flows flows, Clock clock, @Nullable @Property(name = "rahnuma.scripts") String folder) {
        Library library = Library.load(Folder.read(folder), ActionTypes.all(), flows.sources());
        flows.keep(library.current(), clock.instant());
        return library;
    }

    @Singleton
    Talk talk(Library library) {
        return new Talk(library);
    }
}
