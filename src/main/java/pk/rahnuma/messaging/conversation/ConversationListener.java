package pk.rahnuma.messaging.conversation;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/// Notified, in the transaction of the turn, of conversations that an agent should look at. The messages are in the
/// history. The caller has locked the conversations.
public interface ConversationListener {

    /// A question at which a person failed too often.
    ///
    /// @param key of the question and its session, unique in the conversation: `-`, the session, a dot and the token;
    ///     at most 16 characters
    record FailedQuestion(long conversation, String key, String language) {}

    /// A message that joined an open ticket outside of a handover.
    ///
    /// @param line its number in the conversation
    record JoinedMessage(long ticket, long conversation, int line) {}

    /// Called when messages joined tickets.
    default void onJoined(Collection<JoinedMessage> joined, Instant now) {}

    /// Called when people wrote during a handover.
    ///
    /// @param tickets from the conversations' rows (`held_by`), ascending
    default void onMessage(Set<Long> tickets, Instant now) {}

    /// Called when people failed at a question for the [pk.rahnuma.dialog.script.EngineLimits#MAX_TRIES]th time.
    default void onRepeatedFailure(Collection<FailedQuestion> questions, Instant now) {}

    /// Called when people answered such a question, or finished its session, whether or not they ever failed there.
    default void onQuestionPassed(Collection<FailedQuestion> questions, Instant now) {}
}
