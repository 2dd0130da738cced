package pk.rahnuma.turn;

import java.time.Duration;
import pk.rahnuma.dialog.field.FileRef;
import pk.rahnuma.post.Channel;

/// A door's way to files that were announced to it. Called from virtual threads; it may block, but not for ever.
public interface Fetcher {

    Channel channel();

    /// Never throws for what the channel answers.
    ///
    /// @param most bytes; no more are read
    Outcome fetch(FileRef file, int most);

    /// What came of it.
    sealed interface Outcome {

        /// All of it.
        record Got(byte[] content) implements Outcome {}

        /// It may work after a pause.
        ///
        /// @param reason without personal data
        record Later(Duration pause, String reason) implements Outcome {}

        /// It will never work.
        ///
        /// @param problem one of the codes of the field type `file`
        record Never(String problem) implements Outcome {}
    }
}
