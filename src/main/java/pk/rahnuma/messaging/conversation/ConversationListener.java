package pk.rahnuma.messaging.conversation;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/// Told, in the transaction of the turn, of conversations that a human should look at. What was written stands in the
/// history. The caller has locked the conversations.
public interface ConversationListener {

    /// A question at which somebody failed too often.
    ///
    /// @param key of the question and its session, unique in the conversation: `-`, the session, a dot and the count of
    /// its moves; at most 16 characters
    record FailedQuestion(long conversation, String key, String language) {}

    /// People wrote whose conversation a human has.
    ///
    /// @param tickets as the conversations' rows name them (`held_by`), ascending
    default void onMessage(Set<Long> tickets, Instant now) {}

    /// People failed at a question for the [pk.rahnuma.dialog.script.EngineLimits#MAX_TRIES]th time.
    default void onRepeatedFailure(Collection<FailedQuestion> hurdles, Instant now) {}

    /// They have answered it after all, or come to the end of its session, whether or not they ever failed there.
    default void onQuestionPassed(Collection<FailedQuestion> hurdles, Instant now) {}
}
