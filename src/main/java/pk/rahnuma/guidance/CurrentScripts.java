package pk.rahnuma.guidance;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import pk.rahnuma.dialog.script.Library;

/// The scripts as they lie in their folder, read and checked once: by whoever needs them first, or before that on a
/// thread of their own.
public final class CurrentScripts {

    private final FutureTask<Library> reading;

    /// @param folder of the operator, or null for the packaged one
    public CurrentScripts(String folder) {
        reading = new FutureTask<>(() -> Library.load(Folder.read(folder), ActionTypes.all()));
    }

    /// Begins to read while the caller does something else.
    public void begin() {
        Thread.ofPlatform().name("scripts").daemon().start(reading);
    }

    /// Without older versions.
    ///
    /// @throws pk.rahnuma.dialog.script.ScriptsInvalid when anything does not check
    Library library() {
        reading.run();
        try {
            return reading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
