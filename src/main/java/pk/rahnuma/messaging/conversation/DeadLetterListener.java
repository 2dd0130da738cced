package pk.rahnuma.messaging.conversation;

import java.time.Instant;

/// Notified, in the transaction that stores a dead letter, so that a domain package can have an agent handle it.
public interface DeadLetterListener {

    /// @param deadLetter number of the dead letter
    void onDeadLetter(long conversation, long deadLetter, String language, Instant now);

    /// Called in the transaction in which the last dead letter of a conversation was processed.
    ///
    /// @param staffName name of the member of staff who retried it
    default void onAllResumed(long conversation, String staffName, Instant now) {}
}
