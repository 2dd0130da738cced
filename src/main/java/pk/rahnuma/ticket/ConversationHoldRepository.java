package pk.rahnuma.ticket;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.EmbeddedId;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.messaging.conversation.ConversationListener;
import pk.rahnuma.messaging.conversation.ConversationRepository;

/// Holder of each conversation: the bot, or the ticket by which a member of staff has it. It is stored in the
/// conversation's row and changes under its lock.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class ConversationHoldRepository
        implements GenericRepository<ConversationHoldRepository.HoldRow, ConversationHoldRepository.HoldKey> {

    private final ConversationRepository conversations;

    ConversationHoldRepository(ConversationRepository conversations) {
        this.conversations = conversations;
    }

    /// A row of the table `ticket_hold`.
    @MappedEntity(value = "ticket_hold", alias = "h")
    record HoldRow(
            @EmbeddedId HoldKey key,
            long conversationId,
            @Nullable Integer toLine) {}

    /// Primary key.
    @Embeddable
    record HoldKey(
            @MappedProperty("ticket_id") long ticketId,
            @MappedProperty("from_line") int fromLine) {}

    /// Messages of a conversation during one handover of a ticket.
    ///
    /// @param from number of the message before the first
    /// @param to number of the last; null while the handover goes on
    @Introspected
    public record LineSpan(
            @MappedProperty("from_line") int from,
            @Nullable @MappedProperty("to_line") Integer to) {}

    abstract void insertRow(HoldRow row);

    abstract void insertAll(List<HoldRow> rows);

    abstract void deleteByKey(HoldKey key);

    @Query("update ticket_hold set to_line = :line where conversation_id = :conversation and to_line is null")
    abstract void updateOpenSpan(long conversation, @Nullable Integer line);

    /// Spans of a ticket, in order, that may have messages after this one.
    @Query("""
            select from_line, to_line from ticket_hold
            where ticket_id = :ticket and (to_line is null or to_line > :after) order by from_line limit :limit
            """)
    public abstract List<LineSpan> findSpans(long ticket, int after, int limit);

    /// Spans of a ticket that may have messages before this one, the last first.
    @Query("""
            select from_line, to_line from ticket_hold
            where ticket_id = :ticket and from_line + 1 < :before order by from_line desc limit :limit
            """)
    public abstract List<LineSpan> findSpansBefore(long ticket, int before, int limit);

    /// The ticket that holds the conversation; empty while the bot has it.
    public Optional<Long> findHolder(long conversation) {
        return conversations.findHolder(conversation);
    }

    /// Number of the last message of a conversation; 0 when there is none.
    public int findLastLine(long conversation) {
        return conversations.findLastSeq(conversation).orElse(0);
    }

    /// Gives the conversation to the ticket.
    public void holdConversation(long conversation, long ticket) {
        endSpan(conversation).ifPresent(line -> {
            // Given back and taken again with no message in between: the span keeps its beginning.
            HoldKey key = new HoldKey(ticket, line);
            deleteByKey(key);
            insertRow(new HoldRow(key, conversation, null));
        });
        conversations.updateHolder(conversation, ticket);
    }

    /// Adds messages that are for a ticket although the bot has the conversation.
    public void addJoinedMessages(Collection<ConversationListener.JoinedMessage> joined) {
        insertAll(joined.stream()
                .map(message -> new HoldRow(
                        new HoldKey(message.ticket(), message.line() - 1), message.conversation(), message.line()))
                .toList());
    }

    /// Gives the conversation to the bot.
    public void releaseConversation(long conversation) {
        endSpan(conversation);
        conversations.updateHolder(conversation, null);
    }

    /// @return position of the last message; empty when there is no such conversation
    private Optional<Integer> endSpan(long conversation) {
        Optional<Integer> line = conversations.findLastSeq(conversation);
        updateOpenSpan(conversation, line.orElse(null));
        return line;
    }
}
