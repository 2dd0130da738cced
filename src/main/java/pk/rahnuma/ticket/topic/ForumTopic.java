package pk.rahnuma.ticket.topic;

/// The topic of a ticket, and how far it was told there.
///
/// @param chat the group
/// @param thread the group's number for it; null while there is none, or none any more
/// @param closed whether the group shows it as closed
/// @param changes of the ticket, as it counts them
/// @param line of its conversation; lines up to it were told, or were not for the group
/// @param body characters that were told of what the person wrote into the ticket
/// @param answer of staff
/// @param phase as [TopicUpdate#phaseOf] had it; empty when nothing was told
public record ForumTopic(
        long ticket,
        long chat,
        Integer thread,
        boolean closed,
        int changes,
        int line,
        int body,
        int answer,
        String phase) {

    /// Of which nothing was told yet.
    public static ForumTopic unpublished(long ticket, long chat) {
        return new ForumTopic(ticket, chat, null, false, 0, 0, 0, 0, "");
    }

    /// @param other null when it was deleted there
    public ForumTopic withThread(Integer other) {
        return new ForumTopic(ticket, chat, other, false, changes, line, body, answer, phase);
    }

    public ForumTopic withClosed(boolean now) {
        return new ForumTopic(ticket, chat, thread, now, changes, line, body, answer, phase);
    }

    public ForumTopic withChanges(int other) {
        return new ForumTopic(ticket, chat, thread, closed, other, line, body, answer, phase);
    }
}
