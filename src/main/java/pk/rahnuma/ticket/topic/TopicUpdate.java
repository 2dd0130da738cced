package pk.rahnuma.ticket.topic;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.MappedProperty;
import java.util.List;
import pk.rahnuma.ticket.Ticket;

/// Messages to be published in the topic of a ticket, in order.
///
/// @param summary whether a summary of the ticket comes first, because it has no topic (any more)
/// @param items may be empty
/// @param remarks to staff, to be sent after the items
/// @param held whether an answer is left out until it is sent
/// @param before the topic as it is
/// @param after the topic once all of this was published
public record TopicUpdate(
        Ticket ticket,
        boolean summary,
        List<Item> items,
        List<TopicRemark> remarks,
        boolean held,
        ForumTopic before,
        ForumTopic after) {

    /// An event or text to publish.
    public sealed interface Item {

        /// Characters of the label before the text.
        int LABEL_LENGTH = 30;

        /// Approximate number of characters.
        int approximateLength();

        /// Text that the person wrote into the ticket, when it was opened or later.
        record TicketText(String text) implements Item {
            @Override
            public int approximateLength() {
                return text.length();
            }
        }

        /// Message of the person in the chat.
        ///
        /// @param kind `text`, `tap`, `file`, `contact` or `edit`, as in
        ///     [pk.rahnuma.ticket.work.TicketTranscriptService.TranscriptLine]
        record CustomerMessage(String kind, String text) implements Item {
            @Override
            public int approximateLength() {
                return text.length() + LABEL_LENGTH;
            }
        }

        /// Answer that a member of staff gave outside the group.
        record StaffAnswer(String who, String text) implements Item {
            @Override
            public int approximateLength() {
                return who.length() + text.length() + LABEL_LENGTH;
            }
        }

        /// Change of the assignee or the state.
        record StateChange() implements Item {
            @Override
            public int approximateLength() {
                return LABEL_LENGTH;
            }
        }
    }

    /// A remark for staff in the topic.
    ///
    /// @param message of the group to which it replies; or null
    @Introspected
    public record TopicRemark(
            @MappedProperty("id") long id,
            @Nullable @MappedProperty("message") Integer message,
            @MappedProperty("body") String text) {}

    /// True when it contains text that the person wrote.
    boolean hasWords() {
        return items.stream().anyMatch(item -> item instanceof Item.TicketText || item instanceof Item.CustomerMessage);
    }

    /// Assignee and state of a ticket, as far as a topic shows them. Changes between waiting for the person and for the
    /// desk are left out, since the messages show them.
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
