package pk.rahnuma.script;

import java.time.Instant;

/// A version of a script.
///
/// @param flow the hash of its definition
/// @param loaded for the first time
/// @param note of a lost one what is missing, of a retired one who retired it; else empty
/// @param retired when it was; null when it was not
public record ScriptVersion(String script, String flow, Instant loaded, State state, String note, Instant retired) {

    /// What becomes of who is in the middle of it.
    public enum State {
        /// New sessions begin with it.
        CURRENT,
        /// They go on with it.
        OLDER,
        /// They cannot go on: something that it needs is gone.
        LOST,
        /// They go on with the newest.
        RETIRED
    }
}
