package pk.rahnuma.messaging.conversation;

import java.time.Instant;

/// Notified, in the transaction that stores a dead letter, so that a domain package can have an agent handle it.
public interface DeadLetterListener {

    /// @param deadLetter number of the dead letter
    void onDeadLetter(long conversation, long deadLetter, String language, Instant now);

    /// Called in the transaction in which it was processed at last.
    ///
    /// @param staffName name of the member of staff who retried it
    default void onResumed(long conversation, long deadLetter, String staffName, Instant now) {}
}
