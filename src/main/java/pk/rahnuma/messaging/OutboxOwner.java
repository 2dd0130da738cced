package pk.rahnuma.messaging;

import java.time.Instant;

/// Who sends what is said in a conversation, as its locked row says. See [OutboxOwnershipService].
///
/// @param node that sends; 0, or one that is no more, is nobody
/// @param leftAt since when others have left lines for it that it may not know of; null when there are none
/// @param lastSeq of the conversation; 0 when nothing was said yet
public record OutboxOwner(long node, Instant leftAt, int lastSeq) {

    /// The node that may send at once what is said now; 0 when it is left to be found.
    public long senderNode() {
        return leftAt == null ? node : 0;
    }
}
