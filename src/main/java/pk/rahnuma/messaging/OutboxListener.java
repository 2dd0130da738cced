package pk.rahnuma.messaging;

import java.util.List;

/// Receives messages to send them. Delivery implements it; a process without delivery (a command beside the server)
/// leaves the messages for the server to find.
///
/// Each message is announced before its commit, and queued or withdrawn after it. A reader that finds an announced
/// message in the database skips it: if it were sent and recorded before it is queued, it would be sent twice.
@FunctionalInterface
public interface OutboxListener {

    /// Called after the commit, on the committing thread. Must return at once, as the others.
    void afterCommit(List<Message> messages);

    /// Called before the messages are committed.
    default void beforeCommit(List<Message> messages) {}

    /// Called when the messages were not committed.
    default void afterRollback(List<Message> messages) {}
}
