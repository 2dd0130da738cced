package pk.rahnuma.messaging.conversation;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import pk.rahnuma.persistence.PaddedKeys;

/// Repository of the nodes that send the messages of conversations.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class ConversationSenderRepository
        implements GenericRepository<ConversationRepository.ConversationRow, Long> {

    /// Conversations with messages that were left to this node, or to no node that is there; longest wait first.
    ///
    /// @param nodes all nodes, at least one
    @Query("""
            select id from conversation
            where left_at is not null and (node_id is null or node_id = :me or node_id not in (:nodes))
            order by left_at limit :limit
            """)
    public abstract List<Long> findHandedOver(long me, Collection<Long> nodes, int limit);

    /// Node that sends the messages of a conversation.
    ///
    /// @param nodeId null for none
    @Introspected
    public record SenderRow(long id, @Nullable Long nodeId) {}

    @Query("select id, node_id from conversation where id in (:ids) order by id for update skip locked")
    abstract List<SenderRow> lockSenderRows(Collection<Long> ids);

    /// Locks the conversations that are free.
    public List<SenderRow> lockSenders(SortedSet<Long> ids) {
        return lockSenderRows(PaddedKeys.padKeys(ids));
    }

    /// Makes a node the sender of conversations whose locks it holds.
    @Query("update conversation set node_id = :node, left_at = null where id in (:ids)")
    public abstract void updateSender(Collection<Long> ids, long node);
}
