package pk.rahnuma.messaging;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.persistence.UtcTimestamps;

/// Repository of the status of messages to persons, for staff who want to know whether they arrived.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class MessageStatusRepository implements GenericRepository<MessageRepository.MessageRow, MessageKey> {

    private final JdbcOperations jdbc;

    MessageStatusRepository(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /// @param failure reason why it was not sent, without personal data; or null
    /// @param at when the result was known; while unsent, when the message was created
    public record MessageStatus(Message.State state, String failure, Instant at) {}

    /// Number of unsent messages.
    ///
    /// @param messages at most the number asked for
    /// @param oldest creation time of the oldest; null when there is none
    @Introspected
    public record OutboxDepth(int messages, @Nullable Instant oldest) {}

    @Query("""
            select count(*) as messages, min(created_at) as oldest from (
                select created_at from message where state = 'PENDING' order by created_at limit :most) as due
            """)
    public abstract OutboxDepth findDepth(int most);

    /// Status of each message that exists; one query.
    @Connectable
    public Map<MessageKey, MessageStatus> findStatuses(Collection<MessageKey> messages) {
        if (messages.isEmpty()) {
            return Map.of();
        }
        List<MessageKey> keys = PaddedKeys.padPairs(messages);
        String sql = """
                select conversation_id, seq, state, failure, coalesce(settled_at, created_at) from message
                where (conversation_id, seq) in (%s)
                """.formatted(PaddedKeys.pairPlaceholders(keys.size()));
        return jdbc.prepareStatement(sql, select -> {
            for (int i = 0; i < keys.size(); i++) {
                select.setLong(2 * i + 1, keys.get(i).conversation());
                select.setInt(2 * i + 2, keys.get(i).seq());
            }
            Map<MessageKey, MessageStatus> statuses = HashMap.newHashMap(messages.size());
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
            return statuses;
        });
    }
}
