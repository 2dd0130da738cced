package pk.rahnuma.ticket.record;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/// Holder of each conversation: the bot, or the ticket by which a member of staff has it. It is stored in the
/// conversation's row and changes under its lock.
@Singleton
public final class ConversationHoldRepository {

    private final Jdbi jdbi;

    public ConversationHoldRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// The ticket that holds the conversation; empty while the bot has it.
    public Optional<Long> findHolder(long conversation) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select held_by from conversation where id = :id and held_by is not null")
                        .bind("id", conversation)
                        .mapTo(Long.class)
                        .findOne());
    }

    /// Gives the conversation to the ticket.
    public void holdConversation(long conversation, long ticket) {
        jdbi.useHandle(handle -> {
            close(handle, conversation);
            handle.execute("update conversation set held_by = ? where id = ?", ticket, conversation);
            // Given back and taken again with no message in between: the span keeps its beginning.
            handle.execute("""
                    delete from ticket_hold
                    where ticket_id = ? and from_line = (select last_seq from conversation where id = ?)
                    """, ticket, conversation);
            handle.execute("""
                    insert into ticket_hold (ticket_id, conversation_id, from_line)
                    select ?, id, last_seq from conversation where id = ?
                    """, ticket, conversation);
        });
    }

    /// Gives the conversation to the bot.
    public void releaseConversation(long conversation) {
        jdbi.useHandle(handle -> {
            close(handle, conversation);
            handle.execute("update conversation set held_by = null where id = ?", conversation);
        });
    }

    private static void close(Handle handle, long conversation) {
        handle.execute("""
                update ticket_hold set to_line = (select last_seq from conversation where id = ?)
                where conversation_id = ? and to_line is null
                """, conversation, conversation);
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
