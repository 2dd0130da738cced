package pk.rahnuma.script;

import java.time.Instant;

/// A version of a script.
///
/// @param flow the hash of its definition
/// @param loaded time at which it was first loaded
/// @param note for a lost version, the missing part; for a retired one, the person who retired it; else empty
/// @param retired time of its retirement; null when it was not retired
public record ScriptVersion(String script, String flow, Instant loaded, State state, String note, Instant retired) {

    /// Effect on sessions that use the version.
    public enum State {
        /// New sessions use it.
        CURRENT,
        /// Its sessions continue with it.
        OLDER,
        /// Its sessions cannot continue: something that it needs is missing.
        LOST,
        /// Its sessions continue with the newest version.
        RETIRED
    }
}
