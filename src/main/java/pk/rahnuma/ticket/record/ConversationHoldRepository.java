package pk.rahnuma.ticket.record;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import pk.rahnuma.messaging.conversation.ConversationRepository;

/// Holder of each conversation: the bot, or the ticket by which a member of staff has it. It is stored in the
/// conversation's row and changes under its lock.
@Singleton
public final class ConversationHoldRepository {

    private final Jdbi jdbi;
    private final ConversationRepository conversations;

    public ConversationHoldRepository(Jdbi jdbi, ConversationRepository conversations) {
        this.jdbi = jdbi;
        this.conversations = conversations;
    }

    /// The ticket that holds the conversation; empty while the bot has it.
    public Optional<Long> findHolder(long conversation) {
        return conversations.findHolder(conversation);
    }

    /// Gives the conversation to the ticket.
    public void holdConversation(long conversation, long ticket) {
        endSpan(conversation)
                .ifPresent(line -> jdbi.useHandle(handle -> {
                    // Given back and taken again with no message in between: the span keeps its beginning.
                    handle.execute("delete from ticket_hold where ticket_id = ? and from_line = ?", ticket, line);
                    handle.execute(
                            "insert into ticket_hold (ticket_id, conversation_id, from_line) values (?, ?, ?)",
                            ticket,
                            conversation,
                            line);
                }));
        conversations.updateHolder(conversation, ticket);
    }

    /// Gives the conversation to the bot.
    public void releaseConversation(long conversation) {
        endSpan(conversation);
        conversations.updateHolder(conversation, null);
    }

    /// @return position of the last message; empty when there is no such conversation
    private Optional<Integer> endSpan(long conversation) {
        Optional<Integer> line = conversations.findLastSeq(conversation);
        jdbi.useHandle(handle -> handle.execute(
                "update ticket_hold set to_line = ? where conversation_id = ? and to_line is null",
                line.orElse(null),
                conversation));
        return line;
    }

    /// Messages of a conversation during one handover of a ticket.
    ///
    /// @param from number of the message before the first
    /// @param to number of the last; null while the handover goes on
    public record LineSpan(int from, Integer to) {}

    /// Spans of a ticket, in order, that may have messages after this one.
    public List<LineSpan> findSpans(long ticket, int after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select from_line, to_line from ticket_hold
                        where ticket_id = :ticket and (to_line is null or to_line > :after)
                        order by from_line limit :limit
                        """)
                .bind("ticket", ticket)
                .bind("after", after)
                .bind("limit", limit)
                .map((RowView row) -> new LineSpan(
                        row.getColumn("from_line", Integer.class), row.getColumn("to_line", Integer.class)))
                .list());
    }
}
