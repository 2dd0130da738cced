package pk.rahnuma.ticket.topic;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;

/// The topic of a ticket in the staff's group, and its progress.
///
/// @param chat the group
/// @param thread the group's number for it; null while there is none, or when it was deleted
/// @param closed whether the group shows it as closed
/// @param changes the ticket's count of changes that was published
/// @param line number in the conversation up to which messages were published, or did not need to be
/// @param body characters published of the text that the person wrote into the ticket
/// @param answer number of the last published answer of staff
/// @param phase as [TopicUpdate#phaseOf] returned it; empty when nothing was published
@MappedEntity("staff_topic")
public record ForumTopic(
        @Id @MappedProperty("ticket_id") long ticket,
        long chat,
        @Nullable Integer thread,
        boolean closed,
        @MappedProperty("told_changes") int changes,
        @MappedProperty("told_line") int line,
        @MappedProperty("told_body") int body,
        @MappedProperty("told_answer") int answer,
        @MappedProperty("told_phase") String phase) {

    /// A topic without any published message.
    public static ForumTopic unpublished(long ticket, long chat) {
        return new ForumTopic(ticket, chat, null, false, 0, 0, 0, 0, "");
    }

    /// The topic with another thread.
    ///
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
