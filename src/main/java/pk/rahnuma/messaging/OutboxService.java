package pk.rahnuma.messaging;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import pk.rahnuma.cluster.ClusterNode;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.ConversationSenderRepository;
import pk.rahnuma.messaging.conversation.ConversationSenderRepository.SenderRow;
import pk.rahnuma.messaging.conversation.OutboxOwner;
import pk.rahnuma.persistence.PaddedKeys;

/// Unsent messages: which node sends them, and what came of it. Each is sent once and in order, whichever node creates
/// it.
///
/// The conversation's row names the node, and changes under its lock only. A node that creates a message becomes the
/// owner and sends at once, unless messages of another node are unsent: then its messages are left, with a mark, to the
/// node that holds the others. Every node looks for messages that were left to it, or to no node, takes over those
/// conversations, and reads all of their unsent messages.
@Singleton
public final class OutboxService {

    private final TransactionOperations<Connection> transactions;
    private final ClusterNode node;
    private final MessageRepository messages;
    private final ConversationSenderRepository senders;

    OutboxService(
            TransactionOperations<Connection> transactions,
            ClusterNode node,
            MessageRepository messages,
            ConversationSenderRepository senders) {
        this.transactions = transactions;
        this.node = node;
        this.messages = messages;
        this.senders = senders;
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
    Set<Long> findConversationsWithUnsent(Collection<Long> among) {
        return messages.findConversationsWithUnsent(PaddedKeys.padKeys(among));
    }

    /// Conversations with messages left to this node, or to no node; longest wait first.
    public List<Long> findHandedOver(int most) {
        return senders.findHandedOver(node.nodeId(), nodeIds(), most);
    }

    /// Conversations with unsent messages whose node is gone.
    public List<Long> findOrphaned(int most) {
        return messages.findOrphaned(node.nodeId(), nodeIds(), most);
    }

    /// Takes over conversations, except those that another node has taken meanwhile or holds locked.
    ///
    /// @return their unsent messages, in order, including those that must wait
    public List<Message> takeOver(Collection<Long> ids) {
        long me = node.nodeId();
        if (ids.isEmpty() || me == 0) {
            return List.of();
        }
        return transactions.executeWrite(status -> {
            List<SenderRow> locked = senders.lockSenders(new TreeSet<>(ids));
            // Read after the locks: a node that owns one of the rows is in the list, unless it is gone.
            List<Long> otherNodes = nodeIds();
            otherNodes.remove(me);
            Set<Long> mine = locked.stream()
                    .filter(row -> row.nodeId() == null || !otherNodes.contains(row.nodeId()))
                    .map(SenderRow::id)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (mine.isEmpty()) {
                return List.of();
            }
            List<Long> padded = PaddedKeys.padKeys(mine);
            senders.updateSender(padded, me);
            return messages.toMessages(messages.findPending(padded));
        });
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
        return messages.toMessages(messages.findPendingOfNode(node.nodeId(), limit));
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
            alike.forEach(messages::updateResults);
        } else if (!alike.isEmpty()) {
            transactions.executeWrite(status -> {
                alike.forEach(messages::updateResults);
                return null;
            });
        }
    }

    /// Puts messages that were refused because their channel was off back into the outbox, unless they are older.
    public void requeueChannelOff(Collection<Channel> on, Instant since) {
        if (on.isEmpty()) {
            return;
        }
        messages.requeueRefused(
                DeliveryResult.CHANNEL_OFF,
                since,
                on.stream().map(Channel::name).toList());
    }

    /// Releases a delayed message right before it is sent. From then on it cannot be recalled.
    ///
    /// @return false when it was recalled
    public boolean releaseHeld(Message message) {
        return messages.releaseHeld(message.conversation(), message.seq()) == 1;
    }
}
