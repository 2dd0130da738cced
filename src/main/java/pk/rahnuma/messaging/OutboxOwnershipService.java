package pk.rahnuma.messaging;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.cluster.ClusterNode;
import pk.rahnuma.persistence.JdbcExecutor;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Decides which node sends the messages of a conversation, so that each is sent once and in order whichever node
/// creates it.
///
/// The conversation's row names the node, and changes under its lock only. A node that creates a message becomes the
/// owner and sends at once, unless messages of another node are unsent: then its messages are left, with a mark, to the
/// node that holds the others. Every node looks for messages that were left to it, or to no node, takes over those
/// conversations, and reads all of their unsent messages.
@Singleton
public final class OutboxOwnershipService {

    private final Jdbi jdbi;
    private final ClusterNode node;
    private final MessageRepository rows;

    public OutboxOwnershipService(Jdbi jdbi, SubjectEncryptionService vault, ClusterNode node) {
        this.jdbi = jdbi;
        this.node = node;
        this.rows = new MessageRepository(vault);
    }

    /// Owners of conversations that are about to get messages, whose locks the caller holds: called before the messages
    /// are written. One query where another node was the last to send, or has left messages; otherwise none.
    ///
    /// @return new values for their rows
    public Map<Long, OutboxOwner> nextOwner(Map<Long, OutboxOwner> before, Instant now) {
        long me = node.isCertainlyAlive() ? node.nodeId() : 0;
        Set<Long> doubtful = new TreeSet<>();
        before.forEach((id, carrier) -> {
            if (carrier.lastSeq() > 0 && carrier.senderNode() != me) {
                doubtful.add(id);
            }
        });
        Set<Long> unsent = me == 0 || doubtful.isEmpty() ? doubtful : findConversationsWithUnsent(doubtful);
        Map<Long, OutboxOwner> next = HashMap.newHashMap(before.size());
        before.forEach((id, carrier) -> next.put(
                id,
                me == 0 || unsent.contains(id)
                        ? new OutboxOwner(
                                carrier.node(), carrier.leftAt() == null ? now : carrier.leftAt(), carrier.lastSeq())
                        : new OutboxOwner(me, null, carrier.lastSeq())));
        return next;
    }

    /// Owner of one conversation.
    public OutboxOwner nextOwner(long conversation, OutboxOwner before, Instant now) {
        return nextOwner(Map.of(conversation, before), now).get(conversation);
    }

    /// Conversations with unsent messages, of any node; one query. The caller holds their locks.
    Set<Long> findConversationsWithUnsent(Collection<Long> conversations) {
        return JdbcExecutor.withConnection(jdbi, connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("""
                    select distinct conversation_id from message where state = 'PENDING' and conversation_id in (%s)
                    """.formatted(JdbcExecutor.placeholders(conversations.size())))) {
                JdbcExecutor.bindKeys(select, 1, conversations);
                return new HashSet<>(ids(select));
            }
        });
    }

    /// Conversations with messages left to this node, or to no node; longest wait first.
    public List<Long> findHandedOver(int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id from conversation
                        where left_at is not null
                            and (node_id is null or node_id = :me or node_id not in (select id from node))
                        order by left_at limit :most
                        """)
                .bind("me", node.nodeId())
                .bind("most", most)
                .mapTo(Long.class)
                .list());
    }

    /// Conversations with unsent messages whose node is gone.
    public List<Long> findOrphaned(int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select distinct m.conversation_id from message m join conversation c on c.id = m.conversation_id
                        where m.state = 'PENDING' and (c.node_id is null
                            or c.node_id <> :me and c.node_id not in (select id from node))
                        limit :most
                        """)
                .bind("me", node.nodeId())
                .bind("most", most)
                .mapTo(Long.class)
                .list());
    }

    /// Takes over conversations, except those that another node has taken meanwhile or holds locked.
    ///
    /// @return their unsent messages, in order, including those that must wait
    public List<Message> takeOver(Collection<Long> conversations) {
        if (conversations.isEmpty()) {
            return List.of();
        }
        return jdbi.inTransaction(handle -> JdbcExecutor.withConnection(jdbi, connection -> {
            List<Long> mine;
            try (PreparedStatement lock =
                    connection.prepareStatement("""
                    select id from conversation
                    where id in (%s) and (node_id is null or node_id = ? or node_id not in (select id from node))
                    order by id for update skip locked
                    """.formatted(JdbcExecutor.placeholders(conversations.size())))) {
                lock.setLong(JdbcExecutor.bindKeys(lock, 1, new TreeSet<>(conversations)), node.nodeId());
                mine = ids(lock);
            }
            if (mine.isEmpty()) {
                return List.of();
            }
            try (PreparedStatement update =
                    connection.prepareStatement("""
                    update conversation set node_id = ?, left_at = null where id in (%s)
                    """.formatted(JdbcExecutor.placeholders(mine.size())))) {
                update.setLong(1, node.nodeId());
                JdbcExecutor.bindKeys(update, 2, mine);
                update.executeUpdate();
            }
            return rows.selectMessages(
                    connection,
                    "where m.state = 'PENDING' and m.conversation_id in (%s) order by m.conversation_id, m.seq"
                            .formatted(JdbcExecutor.placeholders(mine.size())),
                    select -> JdbcExecutor.bindKeys(select, 1, mine));
        }));
    }

    private static List<Long> ids(PreparedStatement select) throws java.sql.SQLException {
        List<Long> ids = new ArrayList<>();
        try (ResultSet found = select.executeQuery()) {
            while (found.next()) {
                ids.add(found.getLong(1));
            }
        }
        return ids;
    }
}
