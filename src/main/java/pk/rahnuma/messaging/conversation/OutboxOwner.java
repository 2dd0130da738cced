package pk.rahnuma.messaging.conversation;

import java.time.Instant;

/// Node that sends the messages of a conversation, from its locked row. See [pk.rahnuma.messaging.OutboxService].
///
/// @param node the sender; 0, or a node that is gone, means none
/// @param leftAt since when other nodes have left messages for it that it may not know of; null when there are none
/// @param lastSeq of the conversation; 0 when it has no message yet
public record OutboxOwner(long node, Instant leftAt, int lastSeq) {

    /// Owner from the columns of a row.
    ///
    /// @param node null for none
    static OutboxOwner ofColumns(Long node, Instant leftAt, int lastSeq) {
        return new OutboxOwner(node == null ? 0 : node, leftAt, lastSeq);
    }

    /// Value of the column of the node; null for none.
    Long nodeColumn() {
        return node == 0 ? null : node;
    }

    /// Node that may send new messages at once; 0 when they are left to be found.
    public long senderNode() {
        return leftAt == null ? node : 0;
    }
}
