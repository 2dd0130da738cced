package pk.rahnuma.messaging;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.persistence.JdbcExecutor;
import pk.rahnuma.persistence.UtcTimestamps;

/// Status of messages to persons, for staff who want to know whether they arrived.
@Singleton
public final class MessageStatusRepository {

    private final Jdbi jdbi;

    public MessageStatusRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param failure reason why it was not sent, without personal data; or null
    /// @param at when the result was known; while unsent, when the message was created
    public record MessageStatus(Message.State state, String failure, Instant at) {}

    /// Last message of each conversation that has any; one query.
    public Map<Long, MessageStatus> findLast(Collection<Long> conversations) {
        if (conversations.isEmpty()) {
            return Map.of();
        }
        return JdbcExecutor.withConnection(jdbi, connection -> {
            Map<Long, MessageStatus> last = HashMap.newHashMap(conversations.size());
            try (PreparedStatement select =
                    connection.prepareStatement("""
                    select m.conversation_id, m.state, m.failure, coalesce(m.settled_at, m.created_at) from message m
                    join (select conversation_id, max(seq) as seq from message
                        where conversation_id in (%s) and direction <> 'H' group by conversation_id) l
                    on l.conversation_id = m.conversation_id and l.seq = m.seq
                    """.formatted(JdbcExecutor.placeholders(conversations.size())))) {
                JdbcExecutor.bindKeys(select, 1, conversations);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        last.put(
                                rows.getLong(1),
                                new MessageStatus(
                                        Message.State.valueOf(rows.getString(2)),
                                        rows.getString(3),
                                        UtcTimestamps.readInstant(rows, 4)));
                    }
                }
            }
            return last;
        });
    }

    /// Status of each message that exists; one query.
    public Map<MessageKey, MessageStatus> findStatuses(Collection<MessageKey> messages) {
        if (messages.isEmpty()) {
            return Map.of();
        }
        List<MessageKey> all = List.copyOf(messages);
        return JdbcExecutor.withConnection(jdbi, connection -> {
            Map<MessageKey, MessageStatus> statuses = HashMap.newHashMap(all.size());
            // MariaDB does not look up a single pair by the key: it would read the whole table.
            int pairs = Math.max(2, all.size());
            try (PreparedStatement select =
                    connection.prepareStatement("""
                    select conversation_id, seq, state, failure, coalesce(settled_at, created_at) from message
                    where (conversation_id, seq) in (%s)
                    """.formatted(JdbcExecutor.placeholders("(?, ?)", pairs)))) {
                for (int i = 0; i < JdbcExecutor.paddedSize(pairs); i++) {
                    MessageKey position = all.get(Math.min(i, all.size() - 1));
                    select.setLong(2 * i + 1, position.conversation());
                    select.setInt(2 * i + 2, position.seq());
                }
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        statuses.put(
                                new MessageKey(rows.getLong(1), rows.getInt(2)),
                                new MessageStatus(
                                        Message.State.valueOf(rows.getString(3)),
                                        rows.getString(4),
                                        UtcTimestamps.readInstant(rows, 5)));
                    }
                }
            }
            return statuses;
        });
    }
}
