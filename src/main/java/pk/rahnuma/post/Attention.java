package pk.rahnuma.post;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/// Told, in the transaction of the turn, of conversations that a human should look at. What was written stands in the
/// history. The caller has locked the conversations.
public interface Attention {

    /// A question at which somebody failed too often.
    ///
    /// @param key of the question and its session, unique in the conversation: `-`, the session, a dot and the count of
    /// its moves; at most 16 characters
    record Hurdle(long conversation, String key, String language) {}

    /// People wrote whose conversation a human has.
    ///
    /// @param tickets as the conversations' rows name them (`held_by`), ascending
    default void heard(Set<Long> tickets, Instant now) {}

    /// People failed at a question for the [pk.rahnuma.dialog.script.Limits#TRIES]th time.
    default void failed(Collection<Hurdle> hurdles, Instant now) {}

    /// They have answered it after all, or come to the end of its session, whether or not they ever failed there.
    default void passed(Collection<Hurdle> hurdles, Instant now) {}
}
