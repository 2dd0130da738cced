package pk.rahnuma.messaging.conversation;

import java.time.Instant;

/// Told, in the transaction that parks it, that a message could not be worked on, so that a room can see to it that a
/// human does.
public interface DeadLetterListener {

    /// @param deadLetter the number it is kept under
    void onDeadLetter(long conversation, long deadLetter, String language, Instant now);

    /// Told, in the transaction in which it was worked on at last.
    ///
    /// @param who tried it again
    default void onResumed(long conversation, long deadLetter, String who, Instant now) {}
}
