package pk.rahnuma.messaging;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.cluster.ClusterNode;
import pk.rahnuma.messaging.chat.Channel;
import pk.rahnuma.messaging.conversation.OutboxOwner;
import pk.rahnuma.persistence.JdbcExecutor;

/// Unsent messages: which node sends them, and what came of it. Each is sent once and in order, whichever node creates
/// it.
///
/// The conversation's row names the node, and changes under its lock only. A node that creates a message becomes the
/// owner and sends at once, unless messages of another node are unsent: then its messages are left, with a mark, to the
/// node that holds the others. Every node looks for messages that were left to it, or to no node, takes over those
/// conversations, and reads all of their unsent messages.
@Singleton
public final class OutboxService {

    private final Jdbi jdbi;
    private final ClusterNode node;
    private final MessageRepository rows;

    OutboxService(Jdbi jdbi, ClusterNode node, MessageRepository rows) {
        this.jdbi = jdbi;
        this.node = node;
        this.rows = rows;
    }

    /// Owners of conversations that are about to get messages, whose locks the caller holds: called before the messages
    /// are written. One query where another node was the last to send, or has left messages; otherwise none.
    ///
    /// @return new values for their rows
    public Map<Long, OutboxOwner> nextOwner(Map<Long, OutboxOwner> before, Instant now) {
        long me = node.isCertainlyAlive() ? node.nodeId() : 0;
        Set<Long> doubtful = new TreeSet<>();
        before.forEach((id, owner) -> {
            if (owner.lastSeq() > 0 && owner.senderNode() != me) {
                doubtful.add(id);
            }
        });
        Set<Long> unsent = me == 0 || doubtful.isEmpty() ? doubtful : findConversationsWithUnsent(doubtful);
        Map<Long, OutboxOwner> next = HashMap.newHashMap(before.size());
        before.forEach((id, owner) -> next.put(
                id,
                me == 0 || unsent.contains(id)
                        ? new OutboxOwner(owner.node(), owner.leftAt() == null ? now : owner.leftAt(), owner.lastSeq())
                        : new OutboxOwner(me, null, owner.lastSeq())));
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
                            and (node_id is null or node_id = :me or node_id not in (<nodes>))
                        order by left_at limit :most
                        """)
                .bindList("nodes", nodeIds())
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
                            or c.node_id <> :me and c.node_id not in (<nodes>))
                        limit :most
                        """)
                .bindList("nodes", nodeIds())
                .bind("me", node.nodeId())
                .bind("most", most)
                .mapTo(Long.class)
                .list());
    }

    /// Takes over conversations, except those that another node has taken meanwhile or holds locked.
    ///
    /// @return their unsent messages, in order, including those that must wait
    public List<Message> takeOver(Collection<Long> conversations) {
        long me = node.nodeId();
        if (conversations.isEmpty() || me == 0) {
            return List.of();
        }
        return jdbi.inTransaction(handle -> JdbcExecutor.withConnection(jdbi, connection -> {
            Map<Long, Long> senders = lockSenders(connection, new TreeSet<>(conversations));
            // Read after the locks: a node that owns one of the rows is in the list, unless it is gone.
            List<Long> otherNodes = nodeIds();
            otherNodes.remove(me);
            senders.values().removeIf(otherNodes::contains);
            Set<Long> mine = senders.keySet();
            if (mine.isEmpty()) {
                return List.of();
            }
            try (PreparedStatement update =
                    connection.prepareStatement("""
                    update conversation set node_id = ?, left_at = null where id in (%s)
                    """.formatted(JdbcExecutor.placeholders(mine.size())))) {
                update.setLong(1, me);
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

    /// Locks the conversations that are free.
    ///
    /// @return node that sends the messages of each; 0 for none
    private static Map<Long, Long> lockSenders(Connection connection, SortedSet<Long> conversations)
            throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("""
                select id, node_id from conversation where id in (%s) order by id for update skip locked
                """.formatted(JdbcExecutor.placeholders(conversations.size())))) {
            JdbcExecutor.bindKeys(lock, 1, conversations);
            Map<Long, Long> senders = new TreeMap<>();
            try (ResultSet rows = lock.executeQuery()) {
                while (rows.next()) {
                    senders.put(rows.getLong(1), rows.getLong(2));
                }
            }
            return senders;
        }
    }

    /// Ids of all nodes as they are now, never empty: -1 is none.
    private List<Long> nodeIds() {
        List<Long> ids = new ArrayList<>(node.readNodeIds());
        ids.remove(0L);
        ids.add(-1L);
        return ids;
    }

    /// Unsent messages of this node's conversations, oldest first, including those that must wait.
    public List<Message> findPending(int limit) {
        return select("""
                join conversation c on c.id = m.conversation_id
                where m.state = 'PENDING' and c.node_id = ?
                order by m.created_at, m.conversation_id, m.seq limit ?
                """, select -> {
            select.setLong(1, node.nodeId());
            select.setInt(2, limit);
        });
    }

    /// Records send results, in the order of the keys; one statement for all equal results. A message that is no longer
    /// pending stays as it is.
    public void recordResults(List<DeliveryResult> outcomes) {
        Map<MessageRepository.SharedResult, List<DeliveryResult>> alike = outcomes.stream()
                .sorted(Comparator.comparingLong(DeliveryResult::conversation).thenComparingInt(DeliveryResult::seq))
                .collect(Collectors.groupingBy(
                        MessageRepository.SharedResult::fromResult, LinkedHashMap::new, Collectors.toList()));
        if (alike.size() == 1) {
            // A single statement commits itself, without three more statements around it.
            alike.forEach(this::recordResults);
        } else if (!alike.isEmpty()) {
            jdbi.useTransaction(handle -> alike.forEach(this::recordResults));
        }
    }

    private void recordResults(MessageRepository.SharedResult same, List<DeliveryResult> outcomes) {
        JdbcExecutor.withConnection(jdbi, connection -> MessageRepository.updateResults(connection, same, outcomes));
    }

    /// Puts messages that were refused because their channel was off back into the outbox, unless they are older.
    public void requeueChannelOff(Collection<Channel> on, Instant since) {
        if (on.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update message set state = 'PENDING', failure = null, settled_at = null
                        where state = 'REFUSED' and failure = :off and created_at > :since
                            and chat_id in (select id from chat where channel in (<on>))
                        """)
                .bind("off", DeliveryResult.CHANNEL_OFF)
                .bind("since", since)
                .bindList("on", on.stream().map(Channel::name).toList())
                .execute());
    }

    /// Releases a delayed message right before it is sent. From then on it cannot be recalled.
    ///
    /// @return false when it was recalled
    public boolean releaseHeld(Message message) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update message set not_before = null
                        where conversation_id = :id and seq = :seq and state = 'PENDING'
                        """)
                        .bind("id", message.conversation())
                        .bind("seq", message.seq())
                        .execute())
                == 1;
    }

    private List<Message> select(String where, JdbcExecutor.Binder binder) {
        return JdbcExecutor.withConnection(jdbi, connection -> rows.selectMessages(connection, where, binder));
    }

    private static List<Long> ids(PreparedStatement select) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (ResultSet found = select.executeQuery()) {
            while (found.next()) {
                ids.add(found.getLong(1));
            }
        }
        return ids;
    }
}
