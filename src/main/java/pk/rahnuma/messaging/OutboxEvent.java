package pk.rahnuma.messaging;

import java.util.List;

/// Messages that this node sends, on their way into the database. Delivery listens; a process without delivery (a
/// command beside the server) leaves the messages for the server to find. Published on the committing thread: a
/// listener must return at once.
///
/// Each message is announced before its commit, and then committed or rolled back. A reader that finds an announced
/// message in the database skips it: if it were sent and recorded before it is queued, it would be sent twice.
public sealed interface OutboxEvent {

    List<Message> messages();

    /// Published before the messages are committed.
    record Announced(List<Message> messages) implements OutboxEvent {}

    /// Published after the commit.
    record Committed(List<Message> messages) implements OutboxEvent {}

    /// Published when the messages were not committed.
    record RolledBack(List<Message> messages) implements OutboxEvent {}
}
