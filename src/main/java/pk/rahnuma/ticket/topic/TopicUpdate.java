package pk.rahnuma.ticket.topic;

import java.util.List;
import pk.rahnuma.ticket.Ticket;

/// What is to be told in the topic of a ticket, in order.
///
/// @param summary whether it begins with what the ticket is: it has no topic (any more)
/// @param items may be empty
/// @param remarks to members, to be said after these
/// @param held whether an answer is left out until it goes out
/// @param before the topic as it is
/// @param after the topic once all of this was told
public record TopicUpdate(
        Ticket ticket,
        boolean summary,
        List<Item> items,
        List<TopicRemark> remarks,
        boolean held,
        ForumTopic before,
        ForumTopic after) {

    /// Something that was said or done.
    public sealed interface Item {

        /// Of what stands before the words.
        int LABEL_LENGTH = 30;

        /// Characters, about.
        int approximateLength();

        /// What the person wrote into the ticket, when it was opened or later.
        record TicketText(String text) implements Item {
            @Override
            public int approximateLength() {
                return text.length();
            }
        }

        /// What the person said in the chat.
        ///
        /// @param kind `text`, `tap`, `file`, `contact` or `edit`, as
        /// [pk.rahnuma.ticket.work.TicketTranscriptService.TranscriptLine] has it
        record CustomerMessage(String kind, String text) implements Item {
            @Override
            public int approximateLength() {
                return text.length() + LABEL_LENGTH;
            }
        }

        /// What a member of staff answered elsewhere.
        record StaffAnswer(String who, String text) implements Item {
            @Override
            public int approximateLength() {
                return who.length() + text.length() + LABEL_LENGTH;
            }
        }

        /// Who has it, or where it stands, is not as it was.
        record StateChange() implements Item {
            @Override
            public int approximateLength() {
                return LABEL_LENGTH;
            }
        }
    }

    /// Something that a member of staff is told in the topic.
    ///
    /// @param message of the group, that it answers; or null
    public record TopicRemark(long id, Integer message, String text) {}

    /// Whether something that the person wrote or said is in it.
    boolean hasWords() {
        return items.stream().anyMatch(item -> item instanceof Item.TicketText || item instanceof Item.CustomerMessage);
    }

    public boolean isEmpty() {
        return !summary && items.isEmpty() && remarks.isEmpty();
    }

    /// Who has a ticket and where it stands, as far as a topic tells it. That it goes to and fro between the person and
    /// the desk is seen from what they say.
    static String phaseOf(Ticket ticket) {
        String at = ticket.mergedInto() != null
                ? "MERGED"
                : switch (ticket.state()) {
                    case NEW, OPEN, WAITING_USER, REOPENED -> "OPEN";
                    default -> ticket.state().name();
                };
        return at + "/" + ticket.priority() + "/" + ticket.level() + "/"
                + (ticket.assignee() == null ? "" : ticket.assignee().name());
    }
}
