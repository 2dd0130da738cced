package pk.rahnuma.post;

import java.time.Instant;
import java.util.Set;

/// Told, in the transaction of the turn, that people wrote whose conversation a human has, so that a room can show it
/// to
/// them. What they wrote stands in the history.
@FunctionalInterface
public interface Attention {

    /// @param tickets as the conversations' rows name them (`held_by`), ascending; the caller has locked the
    ///     conversations
    void heard(Set<Long> tickets, Instant now);
}
