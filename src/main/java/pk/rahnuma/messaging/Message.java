package pk.rahnuma.messaging;

import java.time.Instant;
import pk.rahnuma.dialog.model.Reply;

/// One message of a conversation, received or sent.
///
/// @param conversation that it belongs to
/// @param seq position in the conversation, counted from 1
/// @param chat it came from, or goes to
/// @param body content; of a received message, the text as received
/// @param replaces the channel's id of the message that this one replaces, or null
/// @param reference the channel's id of the message once it was sent; of a received message, its id; or null
/// @param notBefore earliest time to send or show it; null means at once. Before its first attempt it is never earlier
///     than that of earlier messages
/// @param failure reason why it was not sent, without personal data; or null
public record Message(
        long conversation,
        int seq,
        long chat,
        Direction direction,
        Reply body,
        String replaces,
        State state,
        int attempts,
        Instant notBefore,
        String reference,
        String failure,
        Instant at) {

    /// True while it must not be shown on any channel. A message that waits for another attempt was released already.
    public boolean isHeld(Instant now) {
        return attempts == 0 && notBefore != null && notBefore.isAfter(now);
    }

    /// True when it was recalled before the person saw it.
    public boolean isRecalled() {
        return state == State.REFUSED && DeliveryResult.RECALLED.equals(failure);
    }

    public enum Direction {
        RECEIVED,
        /// A person waits for it. It goes before notices, and is sent again when its outcome is unknown.
        REPLY,
        /// A notice without a request: a reminder, a decision, a banner. Never sent twice on an unknown outcome.
        NOTICE
    }

    public enum State {
        /// Received; no action is pending.
        HEARD,
        /// To be sent.
        PENDING,
        SENT,
        /// The channel will never accept it, or was off ([DeliveryResult#CHANNEL_OFF]).
        REFUSED,
        /// Its outcome is unknown, and it is of a kind that is not sent twice.
        UNKNOWN
    }
}
